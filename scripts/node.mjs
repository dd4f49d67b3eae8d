// Runs before every npm script. It is plain JavaScript, so that an old Node version can run it and report the problem.
const oldest = [22, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(
    `Latchkey needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}. ` +
      'On Linux and Windows (x64) npm install brings one; elsewhere install a newer Node.',
  );
  process.exit(1);
}
