import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './install';
import { Profile, quietSettings } from './profile';
import type { Settings } from './profile';

/** The settings of the first `npm start`; afterwards they belong to whoever uses it. */
const firstSettings: Settings = { ...quietSettings, 'userdesk.defaultChatbot': 'sandbox-support' };

/** What has to stay the same for a browser to be let in and to find its secrets again. */
export interface Identity {
  readonly connectionToken: string;
  readonly halfKey: Buffer;
}

/** A profile that outlives `npm start`, outside of the checkout; a test has one of its own. */
export function openStartProfile(name: 'browser' | 'desktop'): Profile {
  const { USERDESK_START_PROFILE: folder = join(cacheFolder(), `start-${name}`) } = process.env;
  const profile = new Profile(folder);
  if (!existsSync(profile.settingsFile)) profile.writeSettings(firstSettings);
  return profile;
}

export function identityOf(profile: Profile): Identity {
  const file = join(profile.folder, 'identity.json');
  if (!existsSync(file)) {
    const [connectionToken, halfKey] = [randomBytes(16), randomBytes(32)];
    const text = { connectionToken: hex(connectionToken), halfKey: hex(halfKey) };
    writeFileSync(file, JSON.stringify(text), { mode: 0o600 });
  }
  const { connectionToken, halfKey } = JSON.parse(readFileSync(file, 'utf8')) as Record<
    'connectionToken' | 'halfKey',
    string
  >;
  return { connectionToken, halfKey: Buffer.from(halfKey, 'hex') };
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex');
}
