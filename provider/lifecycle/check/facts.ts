import { bulkhead } from "cockatiel";
import type { BucketInfo, Clock, OssReplication, ReplicationLocations, Rule } from "../../oss";
import type { Note } from "../engine/notes";
import { isUserFacing } from "../errors";
import { evidenceIn } from "./evidence";
import { Patience } from "./patience";
import { reasonOf, Unasked } from "./unasked";

/** What OSS says about a source bucket. A part is missing if it could not be asked for. */
export interface SourceFacts {
  info?: BucketInfo;
  rules?: Rule[];
  locations?: ReplicationLocations;
}

const SOURCE_FACTS = ["info", "rules", "locations"] as const;

export interface TargetFacts {
  info?: BucketInfo;
}

/** A bucket, and where OSS is asked about it. */
export interface Place {
  service: OssReplication;
  /** Names what may be silent independently of the others. */
  endpoint: string;
  bucket: string;
}

export interface FactsOptions {
  clock: Clock;
  say(note: Note): void;
  /** Milliseconds that one question may take, from the moment it is asked. Default 5,000. */
  limit?: number;
}

/** How many questions are under way at the same time. */
const SIDE_BY_SIDE = 16;

/**
 * Read-only questions for the check in the preview, each asked once per bucket and command. What cannot be asked stays
 * unknown. A failure that proves something wrong is thrown. There is no limit for all questions together: a service that
 * is slow, but answers, is asked everything.
 */
export class Facts {
  private readonly answers = new Map<string, Promise<unknown>>();
  private readonly unasked = new Unasked();
  private readonly patience = new Patience();
  private readonly limit: number;
  private readonly turns = bulkhead(SIDE_BY_SIDE, Number.POSITIVE_INFINITY);
  private lastNote: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: FactsOptions) {
    this.limit = options.limit ?? 5_000;
  }

  /** Those of the facts that are `wanted`. */
  async source(place: Place, wanted: readonly (keyof SourceFacts)[] = SOURCE_FACTS): Promise<SourceFacts> {
    const { service, bucket } = place;
    const questions: Record<keyof SourceFacts, () => Promise<unknown>> = {
      info: () => service.getBucketInfo(bucket),
      rules: () => service.getBucketReplication(bucket),
      locations: () => service.getBucketReplicationLocation(bucket),
    };
    const answers = await this.within(
      place,
      wanted.map((what) => [what, questions[what]]),
    );
    return Object.fromEntries(wanted.map((what, at) => [what, answers[at]]));
  }

  async target(place: Place): Promise<TargetFacts> {
    const [info] = await this.within(place, [["info", () => place.service.getBucketInfo(place.bucket)]]);
    return { info } as TargetFacts;
  }

  /** The same questions and answers; what cannot be asked is not told. */
  silently(): Facts {
    return Object.create(this, { unasked: { value: new Unasked() } });
  }

  /** Rules of the bucket are about to change, or have changed. */
  forget(bucket: string): void {
    this.answers.delete(`rules of ${bucket}`);
  }

  /** Something about the bucket is not known. `tell` says so. */
  leaveUnknown(bucket: string, reason: string): void {
    this.unasked.add(bucket, reason);
  }

  /**
   * Says in one note what could not be asked, if that is new, after `survey` has asked about everything else. The result
   * is whether it said something: then more may be known.
   */
  tell(survey: () => Promise<void>, say = this.options.say): Promise<boolean> {
    const note = this.lastNote.then(() => this.tellWhatIsNew(survey, say));
    this.lastNote = note.catch(() => {});
    return note;
  }

  private async tellWhatIsNew(survey: () => Promise<void>, say: FactsOptions["say"]): Promise<boolean> {
    if (!this.unasked.isNew) return false;
    await this.patience.during(survey);
    say({ kind: "not checked", text: this.unasked.take() });
    return true;
  }

  private async within(place: Place, questions: Question[]): Promise<unknown[]> {
    const { bucket, endpoint } = place;
    if (!this.patience.mayAsk(endpoint, bucket)) return this.known(place, questions);
    this.unasked.reconsider(bucket);
    const outcomes = await Promise.allSettled(questions.map((question) => this.inTurn(place, question)));
    const isAnswered = outcomes.some(
      (outcome) => outcome.status === "fulfilled" && !isSilence(outcome.value),
    );
    return outcomes.map((outcome) => this.valueOf(place, outcome, isAnswered));
  }

  /** The time limit begins when the question's turn has come. By then its endpoint may have proved silent. */
  private inTurn({ endpoint, bucket }: Place, question: Question): Promise<unknown> {
    return this.turns.execute(async () => {
      if (!this.patience.mayAsk(endpoint, bucket)) return NOT_ASKED;
      const tooLate = this.options.clock.sleep(this.limit).then(() => TOO_LATE);
      const answer = await Promise.race([this.ask(bucket, question), tooLate]);
      if (answer === TOO_LATE) this.patience.noteSilence(endpoint, bucket);
      return answer;
    });
  }

  /** What has been answered so far. Nothing more is asked. */
  private async known({ bucket, endpoint }: Place, questions: Question[]): Promise<unknown[]> {
    const now = Promise.resolve(NOT_ASKED);
    const asked = questions.map((question) =>
      Promise.race([this.answers.get(questionKey(bucket, question)) ?? now, now]),
    );
    return (await Promise.allSettled(asked)).map((outcome) => {
      if (outcome.status === "rejected") return undefined;
      return outcome.value === NOT_ASKED ? this.notAsked(bucket, endpoint) : outcome.value;
    });
  }

  private notAsked(bucket: string, endpoint: string): undefined {
    this.leaveUnknown(bucket, `not asked, since ${endpoint} did not answer in time before`);
  }

  /** After a failure that proves something wrong, OSS is asked again: the same command may create the bucket. */
  private ask(bucket: string, question: Question): Promise<unknown> {
    const key = questionKey(bucket, question);
    const answer = this.answers.get(key) ?? question[1]();
    this.answers.set(key, answer);
    answer.catch((error) => {
      if (evidenceIn(error) || !isUserFacing(error)) this.answers.delete(key);
    });
    return answer;
  }

  private valueOf(
    { bucket, endpoint }: Place,
    outcome: PromiseSettledResult<unknown>,
    isAnswered: boolean,
  ): unknown {
    if (outcome.status === "fulfilled" && outcome.value === TOO_LATE) {
      this.leaveUnknown(bucket, `no answer from ${endpoint} within ${this.limit / 1_000} s`);
      return undefined;
    }
    if (outcome.status === "fulfilled" && outcome.value === NOT_ASKED) return this.notAsked(bucket, endpoint);
    this.patience.noteAnswer(endpoint);
    if (outcome.status === "fulfilled") return outcome.value;
    const proven = evidenceIn(outcome.reason)?.kind;
    // Only its owner may ask for a bucket's information, whatever else a bucket policy allows others.
    const isGranted = proven === "not ours" && isAnswered;
    if ((proven && !isGranted) || !isUserFacing(outcome.reason)) throw outcome.reason;
    this.leaveUnknown(bucket, reasonOf(outcome.reason));
    return undefined;
  }
}

type Question = [what: string, ask: () => Promise<unknown>];

function questionKey(bucket: string, [what]: Question): string {
  return `${what} of ${bucket}`;
}

const TOO_LATE = Symbol("too late");
const NOT_ASKED = Symbol("not asked");

function isSilence(value: unknown): boolean {
  return value === TOO_LATE || value === NOT_ASKED;
}
