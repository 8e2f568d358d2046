import Hashing
import Testing

@Suite struct SHA256Tests {
    @Test(
        "The examples of FIPS 180-4 and the empty message hash as published",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func matchesExamples(message: String, digest: String) {
        #expect(SHA256.hash(message) == digest)
    }

    @Test("A message in pieces has the hash of the whole", arguments: [1, 63, 64, 65, 1000])
    func hashesPieces(length: Int) {
        let message = [UInt8](repeating: UInt8(ascii: "a"), count: 10_000)
        var hash = SHA256()
        var offset = 0
        while offset < message.count {
            let end = min(message.count, offset + length)
            hash.update(message.span.extracting(offset..<end))
            offset = end
        }
        #expect(hash.finish() == SHA256.hash(String(repeating: "a", count: 10_000)))
    }
}
