import { examineRtc, problemsOfRtc } from "../lifecycle/check/check";
import { ReplicationError } from "../lifecycle/errors";
import { importedRule, notImported } from "../lifecycle/importId";
import type { RtcInputs } from "../lifecycle/inputs";
import { changesOfRtc, planRtc } from "../lifecycle/plan";
import { createRtc, deleteRtc, readRtc, rtcKey, updateRtc } from "../lifecycle/rtc";
import { isUnknown } from "../lifecycle/unknown";
import { detailedDiff } from "./detailedDiff";
import { argumentsIn, type Resource } from "./resource";
import type { Values } from "./values";

export const rtc: Resource = {
  check: async ({ context }, olds, news) => {
    const { inputs, problems } = examineRtc(context, argumentsIn(olds), { ...news });
    return { inputs: argumentsIn(inputs), problems };
  },

  diff: ({ context: { memory } }, id, olds, news) => {
    const [old, now] = [argumentsIn(olds), argumentsIn(news)];
    if (planRtc(old, now).kind !== "replace") memory.noteKept(rtcKey(id), String(now.bucket), rtcKey(id));
    return detailedDiff(changesOfRtc(old, now), old, now);
  },

  create: async ({ context, preview }, values) => {
    const inputs = inputsIn(values);
    if (!preview) {
      const { id, outs } = await createRtc(context, inputs);
      return { id, outputs: outs };
    }
    // A rule to come is not there to be judged, and nobody says where it will copy to.
    const problems = isUnknown(inputs.ruleId) ? [] : await problemsOfRtc(context, inputs);
    if (problems.length > 0) throw new ReplicationError(problems.join(" "), "Refused");
    return { id: "", outputs: inputs };
  },

  read: async ({ context }, id, values) => {
    const known = argumentsIn(values);
    const isImported = known.bucket === undefined;
    const at = isImported
      ? importedRule(id, "ReplicationRtc", context.settings)
      : { bucket: String(known.bucket), ruleId: id };
    const outputs = await readRtc(context, at.ruleId, { ...known, ...at });
    if (outputs === undefined && known.status === undefined) throw await notImported(context, at);
    return outputs && { id: at.ruleId, inputs: outputs, outputs };
  },

  update: async ({ context, preview }, _id, _olds, values) => {
    const news = inputsIn(values);
    if (!preview) await updateRtc(context, news);
    return { outputs: news };
  },

  delete: ({ context }, id, outputs) => deleteRtc(context, id, inputsIn(outputs)),
};

function inputsIn(values: Values): RtcInputs {
  return argumentsIn(values) as unknown as RtcInputs;
}
