/**
 * What one command of the engine has shown about a resource: neither check nor create is told that a resource exists
 * already, or which id it had (@pulumi/pulumi, cmd/dynamic-provider). Lives as long as the provider process, which
 * is one command.
 */
export class CommandMemory {
  private readonly olds = new Map<string, Set<string>>();
  private readonly made = new Set<string>();

  /** check or diff has shown that the resource of `owner` exists, in diff with its id. */
  noteOld(owner: string, id?: string): void {
    const ids = this.olds.get(owner) ?? new Set<string>();
    if (id !== undefined) ids.add(id);
    this.olds.set(owner, ids);
  }

  /** The ids seen as old; `undefined` when the resource is new. */
  oldIds(owner: string): ReadonlySet<string> | undefined {
    return this.olds.get(owner);
  }

  noteMade(bucket: string, id: string): void {
    this.made.add(`${bucket}/${id}`);
  }

  /** Whether create answered this id in this command: a delete that follows means the older version, not this one. */
  wasMade(bucket: string, id: string): boolean {
    return this.made.has(`${bucket}/${id}`);
  }
}
