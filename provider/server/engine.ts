import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** The engine that started this process, as far as a provider speaks to it. */
export class Engine {
  private client: EngineClient | undefined;
  private readonly sending = new Set<Promise<void>>();

  constructor(public address: string) {}

  attach(address: string): void {
    if (address === this.address || address === "") return;
    this.address = address;
    this.client = undefined;
  }

  /** Shows a warning beside the resource. That it could not be shown is no failure of what it speaks of. */
  warn(urn: string, line: string): void {
    if (this.address === "") return;
    this.client ??= new EngineClient(this.address, credentials.createInsecure());
    const request = new LogRequest().setSeverity(LogSeverity.WARNING).setMessage(line).setUrn(urn);
    const { client } = this;
    const sent = new Promise<void>((resolve) => client.log(request, () => resolve()));
    this.sending.add(sent);
    sent.finally(() => this.sending.delete(sent));
  }

  /** When all warnings have arrived. */
  async settled(): Promise<void> {
    await Promise.all(this.sending);
  }
}
