import type * as pulumi from "@pulumi/pulumi";

/* Mapped types keep the comments of what they map, so that an argument is named and described once, where the core has it. */

/** What may be left out may be `undefined`, whatever `exactOptionalPropertyTypes` says. */
type Absent<T, Name extends keyof T> = object extends Pick<T, Name> ? undefined : never;

/** The arguments of a resource: wherever the core has a value, a program may give an output. */
export type Arguments<T> = { [Name in keyof T]: pulumi.Input<Argument<T[Name]> | Absent<T, Name>> };

type Argument<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly (infer Element)[]
    ? pulumi.Input<Argument<Element>>[]
    : Arguments<T>;

/** The outputs of a resource. */
export type Outputs<T> = {
  readonly [Name in keyof T]-?: pulumi.Output<Plain<T[Name]> | Absent<T, Name>>;
};

/** OSS may come to know other words than those that we know. */
type Plain<T> = T extends string
  ? string
  : T extends readonly (infer Element)[]
    ? Plain<Element>[]
    : T extends object
      ? { [Name in keyof T]: Plain<T[Name]> }
      : T;
