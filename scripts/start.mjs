// Plain JavaScript: an older Node must be able to read it and say so.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Latchkey needs Node 22.18 or newer; this is ${process.versions.node}. Use npm start, or install a newer Node.`,
  );
  process.exit(1);
}
await import('./start.ts');
