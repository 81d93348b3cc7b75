/** What stands in a pack for whoever has to trust it, with the desk's program or with common tools alone. */
export function howToVerify(keyId: string): string {
  return `How to check this evidence

1. The key. Everything here is signed by the key ${keyId}. Ask your provider for its public key on another way than the one
   this folder took (they print it with: npx msp audit key), and compare it with public-key.pem.

2. With MSP Command Center, on any machine and without a network:

     npx msp audit verify THIS-FOLDER --public-key THE-KEY-YOU-WERE-TOLD.pem

   It ends with 0 when all is well, 1 when a line was changed, removed or reordered, 2 when the end is missing, 3 when a
   signature is wrong, and 4 when the lines themselves show a broken promise.

3. Without it. The manifest names every file with its SHA-256:

     openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig
     sha256sum audit.jsonl summary.html public-key.pem VERIFY.txt

   In audit.jsonl, every line of a chain has a text and a hash, and
     hash = SHA-256(hash of the line before it, as 32 bytes, followed by text in UTF-8)
   The first line of a chain follows on "previous" of the record of kind chain; a chain that begins at its first line
   follows on one zero byte. In Python:

     import hashlib, json
     before = None
     for record in map(json.loads, open('audit.jsonl', encoding='utf-8')):
         if record['kind'] == 'chain': before = bytes.fromhex(record['previous'])
         if record['kind'] == 'line':
             before = hashlib.sha256(before + record['text'].encode()).digest()
             assert before.hex() == record['hash'], record['seq']
`;
}
