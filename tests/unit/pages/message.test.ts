import { ruleRefusals } from "../../../emulator/refusals/rule";
import { OssError } from "../../../provider";
import { block } from "../../support/pages/pages";

it("the failure that docs/errors.md begins with is written as it stands there", () => {
  const { message } = new OssError({
    operation: "PutBucketReplication",
    bucket: "prod-logs",
    target: "prod-logs-dr",
    code: "InvalidArgument",
    status: 400,
    ec: "0031-00000053",
    requestId: "69689F80C1A2B3D4E5F6071E",
    serviceMessage: ruleRefusals.versioningDiffers[2],
  });
  expect(`${message}\n`).toBe(block("docs/errors.md", "message").text);
});
