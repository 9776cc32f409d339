import { randomBytes } from "node:crypto";
import { definitionDifferences, OssError, type OssReplication, type RuleToPut } from "../../provider/oss";
import { type Place, until } from "./place";

const patience = 40 * 60_000;

/**
 * The promises of `OssReplication`, wherever it runs. The rule of the suite is put once, lives through the tests in their
 * order, and is gone at the end.
 */
export function contract(name: string, makePlace: () => Promise<Place>): void {
  describe(`the client's promises, ${name}`, () => {
    let place: Place;
    let service: OssReplication;
    let ruleId = "";

    beforeAll(async () => {
      place = await makePlace();
      service = place.service;
    });

    afterAll(async () => {
      if (ruleId) await service.deleteBucketReplication(place.source, ruleId).catch(() => {});
      await place?.close();
    });

    const rule = (): RuleToPut => ({
      id: `contract-${randomBytes(4).toString("hex")}`,
      destination: { bucket: place.target, location: place.targetLocation, transferType: "internal" },
      prefixSet: { prefixes: ["logs/", "a & b <c> 日本/"] },
      action: "ALL",
      historicalObjectReplication: "disabled",
    });
    const ours = async () =>
      (await service.getBucketReplication(place.source)).find(({ id }) => id === ruleId);

    test("a bucket tells its location", async () => {
      expect(await service.getBucketInfo(place.source)).toMatchObject({
        name: place.source,
        location: place.sourceLocation,
      });
    });

    test("the target's location is among those a source may replicate to, its own is not", async () => {
      const { locations, transferTypes } = await service.getBucketReplicationLocation(place.source);
      expect(locations).toContain(place.targetLocation);
      expect(locations).not.toContain(place.sourceLocation);
      for (const types of Object.values(transferTypes)) expect(types.length).toBeGreaterThan(0);
    });

    test("a bucket without rules has an empty list", async () => {
      expect(await service.getBucketReplication(place.source)).toEqual([]);
    });

    test("a delete where there is no rule succeeds", async () => {
      await service.deleteBucketReplication(place.source, "no-such-rule");
    });

    test("the progress of a rule that is not there", async () => {
      const error = await failed(service.getBucketReplicationProgress(place.source, "no-such-rule"));
      expect(error).toMatchObject({ code: "NoSuchReplicationRule", status: 404, ruleId: "no-such-rule" });
    });

    test.each<[string, (service: OssReplication, bucket: string) => Promise<unknown>]>([
      ["GetBucketReplication", (s, bucket) => s.getBucketReplication(bucket)],
      ["GetBucketReplicationLocation", (s, bucket) => s.getBucketReplicationLocation(bucket)],
      ["GetBucketInfo", (s, bucket) => s.getBucketInfo(bucket)],
      ["PutBucketReplication", (s, bucket) => s.putBucketReplication(bucket, rule())],
    ])("%s on a bucket that is not there", async (operation, call) => {
      const bucket = `no-such-bucket-${randomBytes(8).toString("hex")}`;
      const error = await failed(call(service, bucket));
      expect(error).toMatchObject({ code: "NoSuchBucket", status: 404, operation, bucket });
      expect(error.requestId).toMatch(/^[0-9A-F]{24}$/);
      expect(error.message).toContain("Next:");
    });

    test("a wrong secret and an unknown key are told apart", async () => {
      expect(await failed(place.withWrongSecret.getBucketReplication(place.source))).toMatchObject({
        code: "SignatureDoesNotMatch",
        status: 403,
      });
      expect(await failed(place.withUnknownKey.getBucketReplication(place.source))).toMatchObject({
        code: "InvalidAccessKeyId",
        status: 403,
      });
    });

    test("a target that is not there, or not in its location, is refused", async () => {
      const nowhere = { ...rule().destination, bucket: `no-such-bucket-${randomBytes(8).toString("hex")}` };
      expect(
        await failed(service.putBucketReplication(place.source, { ...rule(), destination: nowhere })),
      ).toMatchObject({
        code: "InvalidTargetBucket",
        target: nowhere.bucket,
      });
      const elsewhere = { ...rule().destination, location: place.sourceLocation };
      expect(
        await failed(service.putBucketReplication(place.source, { ...rule(), destination: elsewhere })),
      ).toMatchObject({ code: "InvalidTargetLocation" });
    });

    test("a rule that was put is there at once, as it was sent", async () => {
      const sent = rule();
      const put = await service.putBucketReplication(place.source, sent);
      const rules = await service.getBucketReplication(place.source);
      expect(rules).toHaveLength(1);
      const found = rules[0];
      ruleId = found?.id ?? "";
      expect(put.ruleId ?? ruleId).toBe(ruleId);
      expect(found?.status).toBe("starting");
      expect(found && definitionDifferences(sent, found)).toEqual([]);
      expect(found?.rtcStatus).toBeUndefined();
    });

    test("a pair has one rule, whatever its id and prefixes", async () => {
      const error = await failed(
        service.putBucketReplication(place.source, { ...rule(), prefixSet: { prefixes: ["other/"] } }),
      );
      expect(error).toMatchObject({ code: "BucketReplicationAlreadyExist", status: 400 });
    });

    test("a rule tells its progress", async () => {
      const progress = await service.getBucketReplicationProgress(place.source, ruleId);
      expect(progress).toMatchObject({ id: ruleId, destination: { bucket: place.target } });
      expect(["starting", "doing"]).toContain(progress.status);
    });

    test("RTC goes on and off", async () => {
      const { rtcLocations } = await service.getBucketReplicationLocation(place.source);
      if (rtcLocations?.includes(place.targetLocation)) {
        await service.putBucketRtc(place.source, ruleId, "enabled");
        expect((await ours())?.rtcStatus).toMatch(/^enabl(ing|ed)$/);
      }
      await service.putBucketRtc(place.source, ruleId, "disabled");
      expect((await ours())?.rtcStatus).toBeUndefined();
      await service.putBucketRtc(place.source, ruleId, "disabled");
    });

    test(
      "a rule takes effect",
      async () => {
        const done = await until(place, async () => (await ours())?.status === "doing");
        expect(done).toBe(true);
        expect(await service.getBucketReplicationProgress(place.source, ruleId)).toMatchObject({
          status: "doing",
        });
      },
      patience,
    );

    test("a rule that was deleted is closing, a second delete succeeds, and RTC is refused", async () => {
      await service.deleteBucketReplication(place.source, ruleId);
      expect((await ours())?.status).toBe("closing");
      expect(await service.getBucketReplicationProgress(place.source, ruleId)).toMatchObject({
        status: "closing",
      });
      await service.deleteBucketReplication(place.source, ruleId);
      expect(await failed(service.putBucketRtc(place.source, ruleId, "disabled"))).toMatchObject({
        code: "BucketReplicationInClosingStatus",
      });
    });

    test(
      "and is gone some time after, for good",
      async () => {
        await until(place, async () => (await ours()) === undefined);
        expect(await service.getBucketReplication(place.source)).toEqual([]);
        expect(await failed(service.getBucketReplicationProgress(place.source, ruleId))).toMatchObject({
          code: "NoSuchReplicationRule",
        });
        await service.deleteBucketReplication(place.source, ruleId);
        ruleId = "";
      },
      patience,
    );
  });
}

async function failed(call: Promise<unknown>): Promise<OssError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(OssError);
  return error as OssError;
}
