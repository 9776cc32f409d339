/** A config that cannot be used: one line, which says where in the file. */
export class ConfigError extends Error {}
