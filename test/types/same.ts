/** `true` where two types are the same to the letter, `false` otherwise. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only where its type argument is `true`. */
export declare function holds<Claim extends true>(claim?: Claim): void;
