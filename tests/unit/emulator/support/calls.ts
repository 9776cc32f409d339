import type { Emulator } from "../../../../emulator";
import { type Answer, type Call, send } from "./client";

type Running = Pick<Emulator, "endpoint">;

/** The calls as the tests make them: on bucket `src` unless said otherwise. */
export const put = (emulator: Running, rule: string, call: Partial<Call> = {}): Promise<Answer> =>
  send(emulator, {
    method: "POST",
    bucket: "src",
    query: "replication&comp=add",
    body: `<ReplicationConfiguration><Rule>${rule}</Rule></ReplicationConfiguration>`,
    ...call,
  });

export const remove = (emulator: Running, id: string, call: Partial<Call> = {}): Promise<Answer> =>
  send(emulator, {
    method: "POST",
    bucket: "src",
    query: "replication&comp=delete",
    body: `<ReplicationRules><ID>${id}</ID></ReplicationRules>`,
    ...call,
  });

export const rtc = (
  emulator: Running,
  id: string,
  status: string,
  call: Partial<Call> = {},
): Promise<Answer> =>
  send(emulator, {
    method: "PUT",
    bucket: "src",
    query: "rtc",
    body: `<ReplicationRule><RTC><Status>${status}</Status></RTC><ID>${id}</ID></ReplicationRule>`,
    ...call,
  });

export const get = (emulator: Running, query: string, call: Partial<Call> = {}): Promise<Answer> =>
  send(emulator, { method: "GET", bucket: "src", query, ...call });

/** A destination element, to a bucket in Beijing unless said otherwise. */
export const to = (bucket: string, location = "oss-cn-beijing", type?: string): string =>
  `<Destination><Bucket>${bucket}</Bucket><Location>${location}</Location>${
    type === undefined ? "" : `<TransferType>${type}</TransferType>`
  }</Destination>`;

/** What is always a list, also with no or one element. */
export const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
