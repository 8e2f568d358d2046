import Hashing
import Testing

@Suite struct HMACSHA256Tests {
    @Test(
        "The test cases of RFC 4231 have their codes",
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ] as [([UInt8], [UInt8], String)])
    func matchesExamples(key: [UInt8], message: [UInt8], code: String) {
        var mac = HMACSHA256(key: key)
        for byte in message { mac.update([byte]) }
        let digits = mac.finish().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(digits == code)
    }

    @Test("What is moved from one field to the next changes the code")
    func separatesFields() {
        func code(_ fields: [String]) -> [UInt8] {
            var mac = HMACSHA256(key: [1])
            for field in fields { mac.update(field: Array(field.utf8)) }
            return mac.finish()
        }
        #expect(code(["ab", "c"]) != code(["a", "bc"]))
        #expect(code(["ab", ""]) != code(["ab"]))
        #expect(HMACSHA256.areEqual(code(["a"]), code(["a"])))
        #expect(!HMACSHA256.areEqual(code(["a"]), code(["b"])))
        #expect(!HMACSHA256.areEqual([], code(["b"])))
    }
}
