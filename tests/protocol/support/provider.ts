import { credentials, Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Emulator, type EmulatorOptions, startEmulator } from "oss-replication-emulator";
import type { Neighbours } from "../../../provider/lifecycle/memory";
import type { Clock } from "../../../provider/oss";
import { service } from "../../../provider/server/protocol";
import { Session } from "../../../provider/server/session";

type Values = Record<string, unknown>;

export const RULE = "urn:pulumi:dev::test::oss-replication:index:ReplicationRule::rule";
export const RTC = "urn:pulumi:dev::test::oss-replication:index:ReplicationRtc::rtc";

/** The arguments of a rule that every emulator here has the buckets for. */
export const ARGS = { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" } };

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** As the engine writes a secret. */
export function secret(value: unknown): Values {
  return { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value };
}

export interface Warning {
  urn: string;
  line: string;
}

interface Options {
  clock?: Clock;
  neighbours?: Neighbours;
  emulator?: EmulatorOptions;
}

/** Nobody waits long between two questions; that an answer is late is still told by real time. */
const IMPATIENT: Clock = {
  now: Date.now,
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms < 5_000 ? Math.min(ms, 20) : ms).unref()),
};

const ends: (() => Promise<void> | void)[] = [];

afterAll(async () => {
  for (const end of ends) await end();
});

/** A provider as the engine reaches it, over gRPC, with an emulator as its OSS. */
export async function newProvider({ clock, neighbours, emulator: options }: Options = {}) {
  const emulator = await startEmulator({
    accounts: [{ accessKeyId: "ak", accessKeySecret: "sk" }],
    ...options,
  });
  for (const name of ["src", "near"]) emulator.createBucket(name, "cn-hangzhou");
  for (const name of ["dst", "dst2"]) emulator.createBucket(name, "cn-beijing");
  Object.assign(process.env, { OSS_ACCESS_KEY_ID: "ak", OSS_ACCESS_KEY_SECRET: "sk" });
  ends.push(() => emulator.close());
  return { emulator, ...(await providerOf(emulator, { clock, neighbours })) };
}

/** Another process of the provider for the same OSS. */
export async function providerOf(emulator: Emulator, { clock, neighbours }: Options = {}) {
  const [warnings, statuses]: [Warning[], Warning[]] = [[], []];
  const attached: string[] = [];
  const session = new Session({
    env: { OSS_ENDPOINT: emulator.endpoint, OSS_REGION: "cn-hangzhou" },
    clock: clock ?? IMPATIENT,
    random: () => 0.5,
    neighbours,
    warn: (urn, line) => warnings.push({ urn, line }),
    status: (urn, line) => statuses.push({ urn, line }),
    settled: async () => {},
  });
  const server = new Server();
  server.addService(
    ResourceProviderService,
    service(session, {
      version: "1.2.3",
      schema: '{"name":"oss-replication"}',
      attach: (to) => attached.push(to),
    }),
  );
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  ends.push(() => {
    client.close();
    server.forceShutdown();
  });
  return { session, client, warnings, statuses, attached, ...callsOf(client) };
}

export type Provider = Awaited<ReturnType<typeof newProvider>>;

type Callback<R> = (error: ServiceError | null, answer: R) => void;

/** One call; fails with what the engine would show. */
export function answerOf<R>(call: (callback: Callback<R>) => unknown): Promise<R> {
  return new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))));
}

const struct = (values: Values) => Struct.fromJavaScript(JSON.parse(JSON.stringify(values)));
const plain = (message: Struct | undefined) => message?.toJavaScript() as Values;

function callsOf(client: ResourceProviderClient) {
  return {
    configure: (args: Values) =>
      answerOf<pb.ConfigureResponse>((done) =>
        client.configure(new pb.ConfigureRequest().setArgs(struct(args)).setAcceptsecrets(true), done),
      ),
    checkConfig: (news: Values) =>
      answerOf<pb.CheckResponse>((done) =>
        client.checkConfig(new pb.CheckRequest().setNews(struct(news)), done),
      ),
    check: async (news: Values, { urn = RULE, olds }: { urn?: string; olds?: Values } = {}) => {
      const request = new pb.CheckRequest().setUrn(urn).setNews(struct(news));
      if (olds) request.setOlds(struct(olds));
      const answer = await answerOf<pb.CheckResponse>((done) => client.check(request, done));
      const failures = answer.getFailuresList().map((failure) => failure.toObject());
      return { inputs: plain(answer.getInputs()), failures };
    },
    diff: async (id: string, olds: Values, news: Values, urn = RULE) => {
      const request = new pb.DiffRequest().setUrn(urn).setId(id).setOlds(struct(olds)).setNews(struct(news));
      const answer = await answerOf<pb.DiffResponse>((done) => client.diff(request, done));
      const detailed = answer.getDetaileddiffMap().toArray() as unknown as [string, number[]][];
      const kinds = Object.entries(pb.PropertyDiff.Kind);
      return {
        changes: answer.getChanges(),
        replaces: answer.getReplacesList(),
        deleteBeforeReplace: answer.getDeletebeforereplace(),
        detailed: Object.fromEntries(
          detailed.map(([path]) => [
            path,
            kinds.find(([, kind]) => kind === answer.getDetaileddiffMap().get(path)?.getKind())?.[0],
          ]),
        ),
      };
    },
    create: async (
      properties: Values,
      {
        urn = RULE,
        preview = false,
        timeout = 0,
      }: { urn?: string; preview?: boolean; timeout?: number } = {},
    ) => {
      const request = new pb.CreateRequest()
        .setUrn(urn)
        .setProperties(struct(properties))
        .setPreview(preview)
        .setTimeout(timeout);
      const answer = await answerOf<pb.CreateResponse>((done) => client.create(request, done));
      return { id: answer.getId(), properties: plain(answer.getProperties()) };
    },
    read: async (id: string, properties: Values = {}, urn = RULE) => {
      const request = new pb.ReadRequest().setUrn(urn).setId(id).setProperties(struct(properties));
      const answer = await answerOf<pb.ReadResponse>((done) => client.read(request, done));
      return {
        id: answer.getId(),
        inputs: plain(answer.getInputs()),
        properties: plain(answer.getProperties()),
      };
    },
    update: async (id: string, olds: Values, news: Values, { urn = RULE, preview = false } = {}) => {
      const request = new pb.UpdateRequest()
        .setUrn(urn)
        .setId(id)
        .setOlds(struct(olds))
        .setNews(struct(news))
        .setPreview(preview);
      const answer = await answerOf<pb.UpdateResponse>((done) => client.update(request, done));
      return plain(answer.getProperties());
    },
    delete: (id: string, properties: Values, { urn = RULE, timeout = 0 } = {}) => {
      const request = new pb.DeleteRequest()
        .setUrn(urn)
        .setId(id)
        .setProperties(struct(properties))
        .setTimeout(timeout);
      return answerOf((done) => client.delete(request, done));
    },
    invoke: async (name: string, args: Values) => {
      const request = new pb.InvokeRequest().setTok(`oss-replication:index:${name}`).setArgs(struct(args));
      const answer = await answerOf<pb.InvokeResponse>((done) => client.invoke(request, done));
      const failures = answer.getFailuresList().map((failure) => failure.toObject());
      return { result: plain(answer.getReturn()), failures };
    },
  };
}
