// The Debian mirror: what the system's own apt uses, DEBIAN_MIRROR where it has none.
import { execa } from 'execa';

export async function debianMirror(): Promise<string> {
  const asked = process.env.DEBIAN_MIRROR;
  if (asked) return asked;
  const format = '$(REPO_URI) $(ORIGIN) $(LABEL)';
  const { stdout } = await execa('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'], {
    reject: false,
  });
  const line = stdout.split('\n').find((candidate) => candidate.endsWith(' Debian Debian'));
  if (!line)
    throw new Error(
      'No Debian mirror is known here: run `apt-get update` on Debian, or set DEBIAN_MIRROR to a mirror’s address.',
    );
  return line.split(' ')[0] ?? '';
}
