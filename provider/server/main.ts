import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { EngineLog } from "../lifecycle/engine/log";
import { neighboursOf } from "../lifecycle/engine/neighbours";
import { isEngineThere, repeatUnref, watchEngine } from "../lifecycle/engine/watch";
import { systemClock } from "../oss";
import { service } from "./protocol";
import { Session } from "./session";

const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Serves the provider to the engine whose address is the last argument, and prints the port, which the engine reads. */
export async function serve(packageFolder: string, args = process.argv): Promise<void> {
  const address = args.at(-1) ?? "";
  const engine = new EngineLog(/:\d+$/.test(address) ? address : "");
  const beforeWrite = watchEngine({
    isEngineThere: () => isEngineThere(engine.address),
    repeat: repeatUnref,
    end: () => process.exit(1),
  });
  const session = new Session({
    env: process.env,
    clock: systemClock,
    random: Math.random,
    beforeWrite,
    neighbours: neighboursOf(engine.address),
    warn: (urn, line) => engine.warn(urn, line),
    status: (urn, line) => engine.status(urn, line),
    settled: () => engine.settled(),
  });
  const server = new Server(UNLIMITED);
  server.addService(
    ResourceProviderService,
    service(session, {
      version: versionIn(packageFolder),
      schema: readFileSync(join(packageFolder, "schema.json"), "utf8"),
      attach: (address) => engine.attach(address),
    }),
  );
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
  process.stdout.write(`${port}\n`);
}

function versionIn(folder: string): string {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
}
