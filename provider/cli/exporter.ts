import type { Command } from "commander";
import { parseDuration } from "../lifecycle/duration";
import { type Address, parseAddress } from "../operate/exporter/address";
import { counted } from "../operate/exporter/calls";
import { Exporter } from "../operate/exporter/exporter";
import { page } from "../operate/exporter/page";
import { Metrics } from "../operate/exporter/registry";
import { STALE_MS, samplesOf } from "../operate/exporter/samples";
import { type Answers, serve } from "../operate/exporter/server";
import { withOwned } from "../operate/exporter/wanted";
import { line } from "../terminal/text";
import { type BucketsOptions, bucketsFor, onBuckets, servicesFor } from "./connect";
import { EXIT, exitCodeOf, WrongUse } from "./failure";
import { failureLine } from "./failureLine";
import type { Io } from "./io";
import { version } from "./version";

interface ExporterOptions extends BucketsOptions {
  listen: string;
  maxAge: string;
  wait: string;
}

/** Serves Prometheus until it is told to end. */
export function fill(command: Command, io: Io, exit: (code: number) => void): void {
  onBuckets(command)
    .option("--listen <address>", "HOST:PORT to serve /metrics at; port 0: a free one", "127.0.0.1:9942")
    .option("--max-age <time>", "ask OSS about a bucket only where its last answers are older", "30s")
    .option("--wait <time>", "answer after this time at the latest, with what is known then", "5s")
    .action(async (options: ExporterOptions) => {
      const { address, exporter, answers, connecting } = assembled(options, io);
      const stopped = io.stopped();
      const server = await serve(address, answers).catch((error: NodeJS.ErrnoException) => {
        io.err(line(`oss-replication: ${cannotListen(options.listen, error)}`));
      });
      if (!server) return exit(EXIT.failed);
      // What fails before OSS is asked fails for ever: it is the options, not OSS, that is at fault.
      const failure = await Promise.race([exporter.discover(), connecting]);
      if (failure === undefined) {
        io.out(line(`${server.url}/metrics`));
        void exporter.refresh();
        await stopped;
      } else exit(exitCodeOf(failure));
      await server.close();
    });
}

/** All parts; `connecting` settles when OSS is about to be asked for the first time. */
function assembled(options: ExporterOptions, io: Io) {
  const address = addressIn(options.listen);
  const maxAgeMs = durationIn("--max-age", options.maxAge);
  const waitMs = durationIn("--wait", options.wait);
  if (options.state === "-") throw new WrongUse("--state takes a file: it is read again every few minutes.");
  const metrics = new Metrics(version());
  let connected = () => {};
  const connecting = new Promise<undefined>((resolve) => {
    connected = () => resolve(undefined);
  });
  const counting: Io = {
    ...io,
    connect(to) {
      const service = counted(io.connect(to), (call) => metrics.count(call), steady);
      connected();
      return service;
    },
  };
  const logFailure = (error: unknown) => io.err(failureLine(error));
  const { region, at } = servicesFor(options, counting);
  const exporter = new Exporter({
    find: async () => {
      const { places, state } = await bucketsFor(options, counting);
      return {
        places: options.all ? withOwned(places, state, region) : places,
        state: options.state === undefined ? undefined : state,
        keepsLost: options.all,
      };
    },
    at,
    clock: io.clock,
    steady,
    maxAgeMs,
    log: (text) => io.err(line(`oss-replication: ${text}`)),
    logFailure,
  });
  const answers: Answers = {
    metrics: async (withinMs = waitMs) => {
      const known = await exporter.knownWithin(Math.min(withinMs, waitMs));
      return metrics.text(samplesOf(known, { now: steady(), staleMs: Math.max(STALE_MS, 3 * maxAgeMs) }));
    },
    contentType: metrics.contentType,
    page: () => page(exporter.known(), version()),
    onFailure: logFailure,
  };
  return { address, exporter, answers, connecting };
}

/** Where the machine's clock is set, nothing gets younger. */
const steady = () => performance.now();

function addressIn(text: string): Address {
  const address = parseAddress(text);
  if (address) return address;
  throw new WrongUse(
    `--listen ${JSON.stringify(text)} is not HOST:PORT, such as 127.0.0.1:9942, or 0.0.0.0:9942 for all addresses of this machine.`,
  );
}

function durationIn(option: string, text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined)
    throw new WrongUse(`${option} ${text} is not a duration such as 30s or 1m.`);
  return milliseconds;
}

function cannotListen(address: string, { code, message }: NodeJS.ErrnoException): string {
  const reasons: Record<string, string> = {
    EADDRINUSE: "something else listens there already. Name another port with --listen",
    EACCES: "this user may not listen there. Name a port above 1023 with --listen",
    EADDRNOTAVAIL: "this machine does not have that address",
    ENOTFOUND: "there is no such host",
  };
  return `The exporter cannot listen on ${address}: ${reasons[code ?? ""] ?? message}.`;
}
