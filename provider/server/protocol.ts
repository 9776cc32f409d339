import { type handleUnaryCall, status, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { isShowable } from "../lifecycle/engine/secrets";
import { isObject } from "../lifecycle/normalise";
import { configurationProblems } from "./configuration";
import type { Difference } from "./detailedDiff";
import { toGrpc } from "./failure";
import { argumentProblems, ask, lookupOf } from "./functions";
import type { CheckedInputs, Resource } from "./resource";
import { rtc } from "./rtc";
import { rule } from "./rule";
import type { Session } from "./session";
import { type Received, received, toSend, type Values } from "./values";

/** What the provider is, apart from one command. */
export interface Package {
  version: string;
  /** The text of schema.json. */
  schema: string;
  /** The engine's address from now on. */
  attach(address: string): void;
}

const RESOURCES: Record<string, Resource> = {
  "oss-replication:index:ReplicationRule": rule,
  "oss-replication:index:ReplicationRtc": rtc,
};

/** The calls of Pulumi's provider protocol: https://github.com/pulumi/pulumi/blob/v3.250.0/proto/pulumi/provider.proto */
export function service(
  session: Session,
  { version, schema, attach }: Package,
): UntypedServiceImplementation {
  return {
    handshake: unary(session, async ({ request }: CallOf<pb.ProviderHandshakeRequest>) => {
      attach(request.getEngineAddress());
      return new pb.ProviderHandshakeResponse().setAcceptSecrets(true);
    }),
    attach: unary(session, async ({ request }: CallOf<{ getAddress(): string }>) => {
      attach(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: unary(session, async () => new PluginInfo().setVersion(version)),
    getSchema: unary(session, async ({ request }: CallOf<pb.GetSchemaRequest>) => {
      if (request.getVersion() !== 0) throw unimplemented(`schema version ${request.getVersion()}`);
      return new pb.GetSchemaResponse().setSchema(schema);
    }),
    checkConfig: unary(session, async ({ request }: CallOf<pb.CheckRequest>) => {
      const { values, secrets } = received(request.getNews());
      return checkResponse(
        { inputs: {}, problems: configurationProblems(values) },
        values,
        secrets,
      ).setInputs(request.getNews());
    }),
    diffConfig: unary(session, async ({ request }: CallOf<pb.DiffRequest>) =>
      diffResponse(configurationDifferences(received(request.getOlds()), received(request.getNews()))),
    ),
    configure: unary(session, async ({ request }: CallOf<pb.ConfigureRequest>) => {
      const { values } = noted(session, "", received(request.getArgs()));
      session.configure(values);
      return new pb.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),
    check: unary(session, async ({ request }: CallOf<pb.CheckRequest>) => {
      const [olds, news] = notedBoth(session, request);
      const checked = await resourceOf(request.getUrn()).check(
        session.call(request.getUrn()),
        olds.values,
        news.values,
      );
      const problems = checked.problems.map((problem) => ({
        ...problem,
        reason: session.told(problem.reason, news.values),
      }));
      return checkResponse({ ...checked, problems }, news.values, news.secrets);
    }),
    diff: unary(session, async ({ request }: CallOf<pb.DiffRequest>) => {
      const [olds, news] = notedBoth(session, request);
      const call = session.call(request.getUrn());
      const found = resourceOf(request.getUrn()).diff(call, request.getId(), olds.values, news.values);
      return diffResponse(new Map([...newlySecret(olds, news), ...found]));
    }),
    create: unary(session, async ({ request }: CallOf<pb.CreateRequest>) => {
      const { values, secrets } = noted(session, request.getUrn(), received(request.getProperties()));
      const call = session.call(request.getUrn(), {
        timeoutSeconds: request.getTimeout(),
        preview: request.getPreview(),
      });
      const { id, outputs } = await resourceOf(request.getUrn()).create(call, values);
      return new pb.CreateResponse().setId(id).setProperties(toSend(outputs, secrets));
    }),
    read: unary(session, async ({ request }: CallOf<pb.ReadRequest>) => {
      const { values, secrets } = noted(session, request.getUrn(), received(request.getProperties()));
      const found = await resourceOf(request.getUrn()).read(
        session.call(request.getUrn()),
        request.getId(),
        values,
      );
      if (found === undefined) return new pb.ReadResponse();
      const inputs = toSend(found.inputs, secrets);
      return new pb.ReadResponse()
        .setId(found.id)
        .setInputs(inputs)
        .setProperties(toSend(found.outputs, secrets));
    }),
    update: unary(session, async ({ request }: CallOf<pb.UpdateRequest>) => {
      const [olds, news] = notedBoth(session, request);
      const call = session.call(request.getUrn(), {
        timeoutSeconds: request.getTimeout(),
        preview: request.getPreview(),
      });
      const { outputs } = await resourceOf(request.getUrn()).update(
        call,
        request.getId(),
        olds.values,
        news.values,
      );
      return new pb.UpdateResponse().setProperties(toSend(outputs, news.secrets));
    }),
    delete: unary(session, async ({ request }: CallOf<pb.DeleteRequest>) => {
      const { values } = noted(session, request.getUrn(), received(request.getProperties()));
      const call = session.call(request.getUrn(), { timeoutSeconds: request.getTimeout() });
      await resourceOf(request.getUrn()).delete(call, request.getId(), values);
      return new Empty();
    }),
    invoke: unary(session, async ({ request }: CallOf<pb.InvokeRequest>) => {
      const { values } = noted(session, "", received(request.getArgs()));
      const lookup = lookupOf(request.getTok());
      if (lookup === undefined) throw unimplemented(`function ${request.getTok()}`);
      const problems = argumentProblems(lookup, values);
      if (problems.length > 0) return new pb.InvokeResponse().setFailuresList(problems.map(failure));
      return new pb.InvokeResponse().setReturn(toSend(await ask(lookup, session.lookup(), values)));
    }),
    cancel: unary(session, async () => {
      session.cancel();
      return new Empty();
    }),
    parameterize: unary(session, async () => {
      throw unimplemented("Parameterize: the package has no parameters");
    }),
    call: unary(session, async () => {
      throw unimplemented("Call: the resources have no methods");
    }),
    construct: unary(session, async () => {
      throw unimplemented("Construct: there are no components");
    }),
  };
}

type CallOf<T> = { request: T };

/** A handler whose failure is told in words for the user. */
function unary<T, R>(session: Session, handle: (call: CallOf<T>) => Promise<R>): handleUnaryCall<T, R> {
  return (call, callback) => {
    const handled = handle(call).finally(() => session.settled());
    handled.then(
      (answer) => callback(null, answer),
      (error) => callback(isStatus(error) ? error : failed(session, call.request, error)),
    );
  };
}

function failed(session: Session, request: unknown, error: unknown) {
  const { values } = received(propertiesOf(request));
  const { getUrn } = request as Partial<pb.CreateRequest>;
  const secrets = session.secretsOf(getUrn?.call(request) ?? "");
  return toGrpc(error, (text) => session.told(text, values), secrets);
}

/** Of whatever request, for its failure. */
function propertiesOf(request: unknown) {
  const { getProperties, getNews } = request as Partial<pb.CreateRequest & pb.UpdateRequest>;
  return (getProperties ?? getNews)?.call(request);
}

function unimplemented(what: string) {
  return { code: status.UNIMPLEMENTED, details: `oss-replication does not know ${what}.` };
}

function isStatus(error: unknown): error is ReturnType<typeof unimplemented> {
  return isObject(error) && error.code === status.UNIMPLEMENTED;
}

function noted(session: Session, urn: string, came: Received): Received {
  session.noteSecrets(urn, came.values, came.secrets);
  return came;
}

/** A message may speak of what state has, too. */
function notedBoth(session: Session, request: pb.CheckRequest | pb.DiffRequest | pb.UpdateRequest) {
  const [olds, news] = [request.getOlds(), request.getNews()].map((struct) =>
    noted(session, request.getUrn(), received(struct)),
  );
  return [olds as Received, news as Received] as const;
}

function resourceOf(urn: string): Resource {
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const resource = RESOURCES[type];
  if (resource === undefined) throw unimplemented(`the type ${type}`);
  return resource;
}

function checkResponse(
  { inputs, problems }: CheckedInputs,
  news: Values,
  secrets: string[],
): pb.CheckResponse {
  const failures = problems.map(({ property, reason }) =>
    failure({ property: isShowable(news[property], secrets.includes(property)) ? property : "", reason }),
  );
  return new pb.CheckResponse().setInputs(toSend(inputs, secrets)).setFailuresList(failures);
}

function failure({ property, reason }: { property: string; reason: string }): pb.CheckFailure {
  return new pb.CheckFailure().setProperty(property).setReason(reason);
}

const KINDS = {
  add: [pb.PropertyDiff.Kind.ADD, pb.PropertyDiff.Kind.ADD_REPLACE],
  delete: [pb.PropertyDiff.Kind.DELETE, pb.PropertyDiff.Kind.DELETE_REPLACE],
  update: [pb.PropertyDiff.Kind.UPDATE, pb.PropertyDiff.Kind.UPDATE_REPLACE],
} as const;

/** Never "delete first": a creation removes the old rule itself, and puts it back where OSS refuses the new one. */
function diffResponse(differences: Map<string, Difference>): pb.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
  const response = new pb.DiffResponse().setChanges(differences.size > 0 ? DIFF_SOME : DIFF_NONE);
  const detailed = response.setHasdetaileddiff(true).getDetaileddiffMap();
  for (const [path, { kind, replaces }] of differences) {
    detailed.set(path, new pb.PropertyDiff().setKind(KINDS[kind][replaces ? 1 : 0]));
  }
  const names = (found: [string, Difference][]) => [...new Set(found.map(([path]) => topLevel(path)))];
  const all = [...differences];
  return response.setDiffsList(names(all)).setReplacesList(names(all.filter(([, { replaces }]) => replaces)));
}

/** State has them in the clear, among the outputs too, until an update: of an import the engine keeps what was read. */
function newlySecret(olds: Received, news: Received): [string, Difference][] {
  const names = news.secrets.filter((name) => name in olds.values && !olds.secrets.includes(name));
  return names.map((name) => [name, { kind: "update", replaces: false }]);
}

function topLevel(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}

/** Another account or region changes how buckets are reached, and replaces nothing. */
function configurationDifferences(olds: Received, news: Received): Map<string, Difference> {
  const names = [...new Set([...Object.keys(olds.values), ...Object.keys(news.values)])];
  const changed = names.filter(
    (name) => JSON.stringify(olds.values[name]) !== JSON.stringify(news.values[name]),
  );
  return new Map(changed.map((name) => [name, { kind: "update", replaces: false }]));
}
