import { credentials, Metadata, makeGenericClientConstructor } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Of our own gRPC: the SDK's client takes credentials of the copy of it that the SDK has found. */
const EngineClient = makeGenericClientConstructor(EngineService, "Engine");

/** The engine is on this machine, whatever proxy leads to others. */
const DIRECTLY = { "grpc.enable_http_proxy": 0 };

/** What was done at OSS is not held back for long by an engine that does not take the line. */
const LIMIT_MS = 5_000;

function sentBy(client: InstanceType<typeof EngineClient>, request: LogRequest): Promise<void> {
  return new Promise((resolve) => {
    try {
      client.log?.(request, new Metadata(), { deadline: Date.now() + LIMIT_MS }, () => resolve());
    } catch {
      resolve();
    }
  });
}

/** What a provider tells the engine that started it, for the user to see. */
export class EngineLog {
  private client: InstanceType<typeof EngineClient> | undefined;
  private readonly sending = new Set<Promise<void>>();

  /** An empty address is no engine. */
  constructor(public address: string) {}

  attach(address: string): void {
    if (address === this.address || address === "") return;
    this.address = address;
    this.client = undefined;
  }

  /** Shows a warning beside the resource, and among the diagnostics at the end. */
  warn(urn: string, line: string): void {
    this.send(new LogRequest().setSeverity(LogSeverity.WARNING).setUrn(urn).setMessage(line));
  }

  /** Shows a line beside the resource, or beside the stack, until there is other news of it. */
  status(urn: string, line: string): void {
    this.send(new LogRequest().setSeverity(LogSeverity.INFO).setUrn(urn).setMessage(line).setEphemeral(true));
  }

  /** When all of it has arrived. */
  async settled(): Promise<void> {
    await Promise.all(this.sending);
  }

  /** That it could not be shown is no failure of what it speaks of. */
  private send(request: LogRequest): void {
    if (this.address === "") return;
    this.client ??= new EngineClient(this.address, credentials.createInsecure(), DIRECTLY);
    const sent = sentBy(this.client, request);
    this.sending.add(sent);
    void sent.then(() => this.sending.delete(sent));
  }
}
