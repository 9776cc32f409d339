import fc from "fast-check";
import { OssError } from "../../../provider/oss";
import { genuine, isSuccess, refusal } from "../../../provider/oss/answer";
import { operations } from "../../../provider/oss/operations";
import * as parsers from "../../../provider/oss/xml/answers";
import { XmlError } from "../../../provider/oss/xml/tree";
import { expectThat, expectTold, type Target } from "./fuzz";
import { near, ruleElements, xmlOf } from "./hostile";

const vocabulary = [
  ...ruleElements,
  ...[
    "Progress",
    "HistoricalObject",
    "NewObject",
    "Type",
    "LocationTransferTypeConstraint",
    "LocationTransferType",
    "TransferTypes",
  ],
  ...["LocationRTCConstraint", "Name", "Owner", "Versioning", "Code", "Message", "EC", "RequestId"],
];
const roots = [
  ...["ReplicationConfiguration", "ReplicationProgress", "ReplicationLocation", "BucketInfo", "Error"],
];
const bodies = near(fc.constantFrom(...roots).chain((root) => xmlOf(root, vocabulary)));

const readers: ((body: string) => unknown)[] = [
  parsers.parseRules,
  (body) => parsers.parseProgress(body, "a"),
  parsers.parseLocations,
  parsers.parseBucketInfo,
];

/** Bodies of answers, into everything that reads one. */
export const answerBodies: Target = {
  name: "XML of answers",
  share: 35,
  property: () =>
    fc.property(bodies, (body) => {
      for (const read of readers) {
        try {
          read(body);
        } catch (error) {
          expectTold(error, [XmlError]);
        }
      }
    }),
};

const keys = { accessKeyId: "ak", accessKeySecret: "the-secret", securityToken: "the-token" };
const subject = { operation: "PutBucketReplication", bucket: "src" };
const header = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  bodies.map((body) => Buffer.from(body).toString("base64")),
);
const answer = fc.record({
  status: fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 204, 301, 307, 403, 404, 503)),
  headers: fc.dictionary(
    fc.constantFrom("x-oss-request-id", "x-oss-ec", "x-oss-err", "location", "retry-after", "date"),
    header,
  ),
  body: fc.oneof(
    bodies,
    fc.constantFrom("", "<html>the-secret</html>", "<Error><Message>the-token</Message></Error>"),
  ),
});

/** Whole answers, good and bad, into what makes errors of them. */
export const errorAnswers: Target = {
  name: "error answers",
  share: 15,
  property: () =>
    fc.property(answer, fc.constantFrom(...Object.values(operations)), (given, operation) => {
      const error = isSuccess(given)
        ? failureOf(() => genuine(given, operation, subject))
        : refusal(given, subject, keys, 0);
      if (error === undefined) return;
      expectTold(error, [OssError]);
      expectThat(!/the-secret|the-token/.test((error as OssError).message), "the message holds a secret");
    }),
};

function failureOf(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
