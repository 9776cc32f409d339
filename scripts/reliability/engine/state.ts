/** A resource as the engine's state holds it. */
export interface Held {
  name: string;
  type: ResourceType;
  id: string;
  inputs: Properties;
  outputs: Properties;
  /** Set after a create that failed and left something: the next command updates it whatever diff says. */
  initErrors?: string[];
  /** Deleted already; its replacement is still to come. */
  pendingReplacement?: boolean;
  /** Replaced already; its deletion is still to come. */
  pendingDelete?: boolean;
}

export type ResourceType = "rule" | "rtc";

// biome-ignore lint/suspicious/noExplicitAny: what the engine hands over is untyped
export type Properties = Record<string, any>;

/** A resource as a program says it; the properties may depend on the ids of those before it. */
export interface Declaration {
  name: string;
  type: ResourceType;
  properties: (idOf: (name: string) => string) => Properties;
}
