/**
 * What one command of the engine has shown about a resource: neither check nor create is told that a resource exists
 * already, or which id it had (@pulumi/pulumi, cmd/dynamic-provider). Lives as long as the provider process, which
 * is one command.
 */
export class CommandMemory {
  private readonly olds = new Map<string, Set<string>>();
  private readonly pairs = new Map<string, string>();
  private readonly checked = new Set<string>();
  private readonly alive = new Set<string>();

  /** check or diff has shown that the resource of `owner` exists, diff with its id. */
  noteOld(owner: string, id?: string): void {
    const ids = this.olds.get(owner) ?? new Set<string>();
    if (id !== undefined) ids.add(id);
    this.olds.set(owner, ids);
  }

  /** The first resource to want a pair of buckets has it; false for any other. */
  claimPair(pair: string, owner: string): boolean {
    if (!this.pairs.has(pair)) this.pairs.set(pair, owner);
    return this.pairs.get(pair) === owner;
  }

  /** The ids seen as old; `undefined` when the resource is new. */
  oldIds(owner: string): ReadonlySet<string> | undefined {
    return this.olds.get(owner);
  }

  /** check has been asked about the resource of this key: the program still has it. */
  noteChecked(key: string): void {
    this.checked.add(key);
  }

  /**
   * diff has found that the resource of this key keeps its id. A refresh asks diff as well, without check before it,
   * about resources that the same command may then delete.
   */
  noteKept(key: string, bucket: string, id: string): void {
    if (this.checked.has(key)) this.noteAlive(bucket, id);
  }

  /** create has answered this id. */
  noteAlive(bucket: string, id: string): void {
    this.alive.add(`${bucket}/${id}`);
  }

  /** A delete of such an id means an older version of the resource, and is not to touch what is there now. */
  isAlive(bucket: string, id: string): boolean {
    return this.alive.has(`${bucket}/${id}`);
  }
}
