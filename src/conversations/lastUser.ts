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
  constructor(
    private readonly notes: Notes,
    private readonly changed: () => void = () => undefined,
  ) {}

  /** Of what is kept nothing is taken for granted: other versions and other hands write it, too. */
  get(): UserDetails {
    const kept = (this.notes.get<unknown>(key, undefined) ?? {}) as Record<string, unknown>;
    const { userName, userEmail } = kept;
    return {
      ...(typeof userName === 'string' && { userName }),
      ...(typeof userEmail === 'string' && { userEmail }),
    };
  }

  async set({ userName, userEmail }: UserDetails): Promise<void> {
    await this.notes.update(
      key,
      cleanUserDetails({ ...(userName && { userName }), ...(userEmail && { userEmail }) }),
    );
    this.changed();
  }
}
