import type { UserDetails } from '../api/client';
import { cleanUserDetails } from './userDetails';

const key = 'lastUser';

/** VS Code's `Memento`, as far as it is needed. */
interface Notes {
  get<T>(key: string, fallback: T): T;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The user details of the last conversation that a person created by hand. */
export class LastUser {
  /** Of this window, where nothing is kept. */
  private unkept: UserDetails = {};

  constructor(
    private readonly notes: Notes,
    private readonly changed: () => void = () => undefined,
    /** Whether a person wants a history: without one nobody's name gets onto the disk. */
    private readonly isKept = true,
  ) {}

  /** Of what is kept nothing is taken for granted: other versions and other hands write it, too. */
  get(): UserDetails {
    if (!this.isKept) return this.unkept;
    const kept = (this.notes.get<unknown>(key, undefined) ?? {}) as Record<string, unknown>;
    const { userName, userEmail } = kept;
    return {
      ...(typeof userName === 'string' && { userName }),
      ...(typeof userEmail === 'string' && { userEmail }),
    };
  }

  async set({ userName, userEmail }: UserDetails): Promise<void> {
    const details = { ...(userName && { userName }), ...(userEmail && { userEmail }) };
    const cleaned = cleanUserDetails(details);
    this.unkept = cleaned;
    if (this.isKept) await this.notes.update(key, cleaned);
    this.changed();
  }

  /** Whoever it was, also what was kept before a person wanted no history. */
  async forget(): Promise<void> {
    this.unkept = {};
    await this.notes.update(key, undefined);
    this.changed();
  }
}
