import * as pulumi from "@pulumi/pulumi";
import { declaredWith } from "../../../provider/registration";

const to = (bucket: string, more: object = {}) => ({
  bucket,
  destination: { bucket: `${bucket}-dr`, location: "oss-cn-beijing" },
  ...more,
});

it("the first rule of a turn tells of all of them, as far as the program says them in plain text", async () => {
  const first = declaredWith(to("a", { region: "cn-hangzhou", network: null, syncRole: pulumi.output("r") }));
  const others = [
    to("b", { endpoint: pulumi.output("127.0.0.1") }),
    to("c", { region: Promise.resolve("cn-hangzhou") }),
    { bucket: pulumi.output("d"), destination: to("d").destination },
    { bucket: "e", destination: pulumi.output(to("e").destination) },
    { bucket: "f", destination: { bucket: "f-dr", location: pulumi.output("oss-cn-beijing") } },
    { bucket: "g" },
  ].map(declaredWith);
  expect(others.filter((told) => told !== undefined)).toEqual([]);
  expect(await first).toEqual([
    { bucket: "a", target: "a-dr", region: "cn-hangzhou", location: "oss-cn-beijing", hasRole: true },
    { bucket: "f", target: "f-dr" },
  ]);
  expect(await declaredWith(to("h"))).toEqual([{ bucket: "h", target: "h-dr", location: "oss-cn-beijing" }]);
});
