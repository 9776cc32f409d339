import * as pulumi from "@pulumi/pulumi";
import { declaredWith } from "../../../provider/resources/registration";

const to = (bucket: string, more: object = {}) => ({
  bucket,
  destination: { bucket: `${bucket}-dr`, location: "oss-cn-beijing" },
  ...more,
});

it("each rule of a turn tells of all of them, itself first, as far as the program says them in plain text", async () => {
  const told = [
    to("a", { region: "cn-hangzhou", network: null, syncRole: pulumi.output("r") }),
    to("b", { endpoint: pulumi.output("127.0.0.1") }),
    to("c", { region: Promise.resolve("cn-hangzhou") }),
    { bucket: pulumi.output("d"), destination: to("d").destination },
    { bucket: "e", destination: pulumi.output(to("e").destination) },
    { bucket: "f", destination: { bucket: "f-dr", location: pulumi.output("oss-cn-beijing") } },
    { bucket: "g" },
  ].map(declaredWith);
  const a = { bucket: "a", target: "a-dr", region: "cn-hangzhou", location: "oss-cn-beijing", hasRole: true };
  const f = { bucket: "f", target: "f-dr" };
  expect(JSON.parse((await told[0]) as string)).toEqual([a, f]);
  expect(JSON.parse((await told[5]) as string)).toEqual([f, a]);
  const later = { bucket: "h", target: "h-dr", location: "oss-cn-beijing" };
  expect(JSON.parse(await declaredWith(to("h")))).toEqual([later]);
});
