import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isObject } from "../lifecycle/normalise";
import { UNKNOWN } from "../lifecycle/unknown";

/** Properties as the core has them: plain values, `UNKNOWN` for what is not known yet. */
export type Values = Record<string, unknown>;

/** What came, and which of the properties hold something that is secret. */
export interface Received {
  values: Values;
  secrets: string[];
}

/* The engine's own marks: sdk/go/common/resource/plugin/rpc.go, sdk/go/common/resource/sig. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Nulls stay, and mean the same as a property left out. */
export function received(struct: Struct | undefined): Received {
  const properties = Object.entries((struct?.toJavaScript() ?? {}) as Values);
  return {
    values: Object.fromEntries(properties.map(([name, value]) => [name, plain(value)])),
    secrets: properties.filter(([, value]) => holdsSecret(value)).map(([name]) => name),
  };
}

/** The properties of these names are secret as a whole. */
export function toSend(values: object, secrets: readonly string[] = []): Struct {
  const properties = Object.entries(values).map(([name, value]) => [
    name,
    secrets.includes(name) ? { [SIGNATURE]: SECRET, value } : value,
  ]);
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(Object.fromEntries(properties))));
}

function plain(value: unknown): unknown {
  if (UNKNOWNS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) return plain(value.value);
  if (value[SIGNATURE] === OUTPUT) return "value" in value ? plain(value.value) : UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

function holdsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  if (!isObject(value)) return false;
  const isSecret = value[SIGNATURE] === SECRET || (value[SIGNATURE] === OUTPUT && value.secret === true);
  return isSecret || Object.values(value).some(holdsSecret);
}
