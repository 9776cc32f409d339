import { status } from "@grpc/grpc-js";
import { PluginAttach, type PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { answerOf, newProvider, type Provider } from "./support/provider";

let provider: Provider;

beforeAll(async () => {
  provider = await newProvider();
});

it("says its version and its schema", async () => {
  const { client } = provider;
  const info = await answerOf<PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
  expect(info.getVersion()).toBe("1.2.3");
  const schema = await answerOf<pb.GetSchemaResponse>((done) =>
    client.getSchema(new pb.GetSchemaRequest(), done),
  );
  expect(JSON.parse(schema.getSchema()).name).toBe("oss-replication");
});

it("speaks to the engine that it is attached to, or that shakes hands", async () => {
  const { client, attached } = provider;
  await answerOf((done) => client.attach(new PluginAttach().setAddress("127.0.0.1:1"), done));
  const shake = new pb.ProviderHandshakeRequest().setEngineAddress("127.0.0.1:2");
  const answer = await answerOf<pb.ProviderHandshakeResponse>((done) => client.handshake(shake, done));
  expect(attached).toEqual(["127.0.0.1:1", "127.0.0.1:2"]);
  expect(answer.getAcceptSecrets()).toBe(true);
});

it("says what it does not know, by its code and in one line", async () => {
  const { client } = provider;
  const calls: [string, Promise<unknown>][] = [
    ["Parameterize", answerOf((done) => client.parameterize(new pb.ParameterizeRequest(), done))],
    ["Call", answerOf((done) => client.call(new pb.CallRequest(), done))],
    ["Construct", answerOf((done) => client.construct(new pb.ConstructRequest(), done))],
    ["schema version 1", answerOf((done) => client.getSchema(new pb.GetSchemaRequest().setVersion(1), done))],
    [
      "the type oss-replication:index:Bucket",
      answerOf((done) =>
        client.check(new pb.CheckRequest().setUrn("urn:pulumi:s::p::oss-replication:index:Bucket::b"), done),
      ),
    ],
    ["function oss-replication:index:getBucket", provider.invoke("getBucket", {})],
  ];
  for (const [what, call] of calls) {
    await expect(call).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
      details: expect.stringMatching(`^oss-replication does not know ${what}`),
    });
  }
});

it("takes the settings that it knows, as texts or as they are, and values that are yet to come", async () => {
  const { checkConfig, configure } = await newProvider();
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const good = [
    {},
    { region: "cn-beijing", endpoint: "https://gateway", network: "internal", profile: "p", roleArn: "r" },
    { owner: "team", checks: "off", allowHttp: "true", waitForClearing: true, version: "0.1.0" },
    { region: unknown, checks: unknown },
  ];
  for (const news of good) {
    const answer = await checkConfig(news);
    expect(answer.getFailuresList().map((failure) => failure.toObject())).toEqual([]);
    expect(answer.getInputs()?.toJavaScript()).toEqual(news);
  }
  const configured = await configure({ region: "cn-beijing" });
  expect(configured.toObject()).toMatchObject({ acceptsecrets: true, supportspreview: true });
});

it("refuses settings that are wrong, under the names of this package", async () => {
  const { checkConfig } = provider;
  const bad: [Record<string, unknown>, property: string, reason: RegExp][] = [
    [{ regoin: "cn-beijing" }, "regoin", /There is no setting `regoin`\. The settings are `region`, /],
    [{ checks: "maybe" }, "", /`oss-replication:checks` is "maybe"; it must be "on"/],
    [{ waitForClearing: "no" }, "", /`oss-replication:waitForClearing` is "no"/],
    [
      { network: "vpc" },
      "",
      /`oss-replication:network` is "vpc"; it must be "public", "internal", "dual-stack"/,
    ],
  ];
  for (const [news, property, reason] of bad) {
    const [failure] = (await checkConfig(news)).getFailuresList();
    expect(failure?.getProperty()).toBe(property);
    expect(failure?.getReason()).toMatch(reason);
  }
});

it("replaces nothing when its own settings change", async () => {
  const { client } = provider;
  const request = (olds: string, news: string) =>
    new pb.DiffRequest()
      .setOlds(Struct.fromJavaScript({ region: olds }))
      .setNews(Struct.fromJavaScript({ region: news }));
  const changed = await answerOf<pb.DiffResponse>((done) => client.diffConfig(request("a", "b"), done));
  expect(changed.toObject()).toMatchObject({ changes: 2, replacesList: [], diffsList: ["region"] });
  const same = await answerOf<pb.DiffResponse>((done) => client.diffConfig(request("a", "a"), done));
  expect(same.toObject()).toMatchObject({ changes: 1, diffsList: [] });
});

it("is configured before calls that came at the same time are answered", async () => {
  const { configure, check, client } = await newProvider();
  await new Promise((resolve) => client.waitForReady(Date.now() + 5_000, resolve));
  const [, , checked] = await Promise.all([
    configure({ region: "cn-beijing" }),
    configure({ region: "cn-shanghai" }),
    check({ bucket: "dst", destination: { bucket: "src", location: "oss-cn-hangzhou" } }),
  ]);
  expect(checked.inputs.region).toBe("cn-shanghai");
});
