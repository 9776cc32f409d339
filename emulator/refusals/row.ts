/** Status, code, message, EC. No EC means that no public page gives one; messages without a source are our own. */
export type Row = readonly [status: number, code: string, message: string, ec?: string];
