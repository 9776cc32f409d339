import * as pulumi from "@pulumi/pulumi";
import { declaredWith } from "../../../provider/resources/registration";

const to = (bucket: string, more: object = {}) => ({
  bucket,
  destination: { bucket: `${bucket}-dr`, location: "oss-cn-beijing" },
  ...more,
});

const told = (args: Record<string, unknown>[], opts?: pulumi.CustomResourceOptions) =>
  Promise.all(args.map((each) => declaredWith(each, opts, TYPE)));

const TYPE = "pulumi-nodejs:dynamic/oss:ReplicationRule";

const read = (text: string | undefined) => (text === undefined ? undefined : JSON.parse(text));

it("the rules of a turn tell of each other, as far as the program says them in plain text", async () => {
  const texts = await told([
    to("a", { region: "cn-hangzhou", network: null, syncRole: pulumi.output("r") }),
    to("b", { endpoint: pulumi.output("127.0.0.1") }),
    to("c", { region: Promise.resolve("cn-hangzhou") }),
    { bucket: pulumi.output("d"), destination: to("d").destination },
    { bucket: "e", destination: pulumi.output(to("e").destination) },
    { bucket: "f", destination: { bucket: "f-dr", location: pulumi.output("oss-cn-beijing") } },
    { bucket: "g" },
  ]);
  const a = { bucket: "a", target: "a-dr", region: "cn-hangzhou", location: "oss-cn-beijing", hasRole: true };
  const f = { bucket: "f", target: "f-dr" };
  const none = undefined;
  expect(texts.map(read)).toEqual([[a, f], none, none, none, none, [a, f], none]);
  const later = { bucket: "h", target: "h-dr", location: "oss-cn-beijing" };
  expect((await told([to("h")])).map(read)).toEqual([[later]]);
});

it("says of a rule that waits for other resources that there is nothing to ask yet", async () => {
  const bucket = Promise.resolve(undefined) as never;
  const [waits] = await told([to("a")], { dependsOn: bucket });
  expect(read(waits)).toMatchObject([{ bucket: "a", toCome: true }]);
  const [free] = await told([to("a")], { dependsOn: [] });
  expect(read(free)?.[0]).not.toHaveProperty("toCome");
});

it("rules of different providers, which are served in processes of their own, do not tell of each other", async () => {
  const [one, other] = ["one", "other"].map((name) => ({ name }) as unknown as pulumi.ProviderResource);
  const parent = { getProvider: () => other } as unknown as pulumi.Resource;
  const texts = await Promise.all([
    told([to("a")]),
    told([to("b")], { provider: one }),
    told([to("c")], { provider: other }),
    told([to("d")], { parent }),
  ]);
  const bucketsIn = (text: string | undefined) =>
    (read(text) as { bucket: string }[]).map(({ bucket }) => bucket);
  expect(texts.flat().map(bucketsIn)).toEqual([["a"], ["b"], ["c", "d"], ["c", "d"]]);
});

it("few of very many rules tell, the first and the last among them, and they tell of all", async () => {
  const names = Array.from({ length: 300 }, (_, at) => `b${at}`);
  const texts = await told(names.map((name) => to(name)));
  const lists = texts.map(read) as ({ bucket: string }[] | undefined)[];
  const telling = lists.flatMap((list, at) => (list === undefined ? [] : [at]));
  expect(telling.slice(0, 6)).toEqual([0, 1, 2, 3, 8, 16]);
  expect(telling.slice(-5)).toEqual([288, 296, 297, 298, 299]);
  expect(telling).toHaveLength(3 + 38 + 3);
  const namesIn = (at: number) => lists[at]?.map(({ bucket }) => bucket);
  expect(namesIn(2)?.slice(0, 2)).toEqual(["b0", "b1"]);
  expect(namesIn(298)?.slice(0, 7)).toEqual(["b294", "b295", "b296", "b297", "b298", "b299", "b0"]);
  expect(new Set(lists.flatMap((list) => list ?? []).map(({ bucket }) => bucket))).toEqual(new Set(names));
  // So that what a rule adds to the command does not grow with the stack.
  expect(Math.max(...lists.map((list) => list?.length ?? 0))).toBe(128);
});
