// SHA-256 and Ed25519: the browser's own where it has them, else what is written here and in the library above.
"use strict";

const digests = (() => {
  const K = [];
  const START = [];
  // The constants are the fractions of the square and cube roots of the first primes, as the standard defines them.
  const fraction = (x) => Math.floor((x - Math.floor(x)) * 0x100000000);
  for (let number = 2; K.length < 64; number += 1) {
    let isPrime = true;
    for (let by = 2; by * by <= number; by += 1) if (number % by === 0) isPrime = false;
    if (!isPrime) continue;
    if (START.length < 8) START.push(fraction(Math.sqrt(number)));
    K.push(fraction(Math.cbrt(number)));
  }
  const turned = (word, by) => (word >>> by) | (word << (32 - by));

  const sha256 = (bytes) => {
    const length = bytes.length;
    const padded = new Uint8Array(((length + 8) >> 6 << 6) + 64);
    padded.set(bytes);
    padded[length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(length / 0x20000000));
    view.setUint32(padded.length - 4, length << 3);
    const state = START.slice();
    const words = new Int32Array(64);
    for (let block = 0; block < padded.length; block += 64) {
      for (let i = 0; i < 16; i += 1) words[i] = view.getInt32(block + 4 * i);
      for (let i = 16; i < 64; i += 1) {
        const a = words[i - 15];
        const b = words[i - 2];
        words[i] = words[i - 16] + (turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)) + words[i - 7] + (turned(b, 17) ^ turned(b, 19) ^ (b >>> 10));
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
        const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((value, i) => { state[i] = (state[i] + value) | 0; });
    }
    const out = new DataView(new ArrayBuffer(32));
    state.forEach((value, i) => out.setInt32(4 * i, value));
    return new Uint8Array(out.buffer);
  };

  const own = self.crypto && self.crypto.subtle;

  return {
    plain: sha256,
    async sha256(bytes) {
      if (own) return new Uint8Array(await own.digest("SHA-256", bytes));
      return sha256(bytes);
    },
    // Is it signed with this key? Two answers to one question: the browser's where it can, the library's else.
    async isSigned(message, signature, key) {
      if (signature.length !== 64 || key.length !== 32) return false;
      if (own) {
        try {
          const imported = await own.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
          return await own.verify({ name: "Ed25519" }, imported, signature, message);
        } catch {
          // A browser without Ed25519 refuses the name: the library answers.
        }
      }
      return self.nacl.sign.detached.verify(message, signature, key);
    },
  };
})();
