/** The user can put it right, so the message is all there is to show. */
export class Mistake extends Error {}
