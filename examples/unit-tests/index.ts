import * as pulumi from "@pulumi/pulumi";
import { protect } from "./protect";

export = async () => {
  const config = new pulumi.Config();
  const rule = await protect(config.require("sourceBucket"), "cn-hangzhou");
  return { rule: rule.id };
};
