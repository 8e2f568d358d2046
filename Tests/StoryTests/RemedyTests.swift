import Foundation
import Testing

@testable import Story

@Suite struct RemedyTests {
    @Test("Each remedy has plain words, which name no option of a program", arguments: Remedy.Action.allCases)
    func words(action: Remedy.Action) throws {
        let sentence = try #require(RemedyWords.plain.sentence([Remedy(action, bytes: 8_000_000)]))
        #expect(sentence.hasSuffix(".") && sentence.first?.isUppercase == true)
        #expect(!sentence.contains("--"))
        #expect(sentence.contains("8MB") == (action == .limitSize))
    }

    @Test("Several remedies are a choice in one sentence, and none is no sentence")
    func choice() {
        let words = RemedyWords { $0.action.rawValue }
        #expect(words.sentence([]) == nil)
        #expect(words.sentence([Remedy(.split), Remedy(.trim)]) == "Split, or trim.")
        #expect(
            words.text("It is long.", [Remedy(.split), Remedy(.trim), Remedy(.shorten)])
                == "It is long. Split, trim, or shorten.")
        #expect(words.text("It is long.", []) == "It is long.")
    }

    @Test("A remedy is the same after it was written as JSON, and a program reads its action")
    func json() throws {
        let remedies = Remedy.Action.allCases.map { Remedy($0) } + [Remedy(.limitSize, bytes: 8)]
        let json = try JSONEncoder().encode(remedies)
        #expect(try JSONDecoder().decode([Remedy].self, from: json) == remedies)
        #expect(String(decoding: json, as: UTF8.self).contains(#"{"action":"allowOverwriting"}"#))
    }
}
