/// Writes down what the reader of an object asks for, while it reads one that is empty.
///
/// The schema is made of that, so that it cannot say anything else than the reader.
final class ShapeRecorder {
    private(set) var members: [ObjectShape.Member] = []
    /// The first required member that is one of some words. What else is read may depend on it.
    private(set) var discriminator: (name: String, words: [String])?
    /// The answer to the discriminator: which of its words.
    private let answer: Int

    /// Members of which there is exactly one, by the group.
    private(set) var alternatives: [[String]] = []

    private init(answer: Int) { self.answer = answer }

    func add(_ name: String, required: Bool, _ value: ValueShape) {
        members.append(ObjectShape.Member(name: name, isRequired: required, value: value))
    }

    func requireOne(of names: [String]) { alternatives.append(names) }

    /// Notes one word of an enumeration, and chooses one where others may depend on it.
    func choose(_ name: String, required: Bool, _ words: [String], others: [String]) -> String? {
        add(name, required: required, .words(words, others: others))
        guard required, discriminator == nil else { return nil }
        discriminator = (name, words)
        return words.indices.contains(answer) ? words[answer] : nil
    }

    /// The shape of what `body` reads.
    static func shape<T>(of body: (inout ObjectReader) -> T) -> ObjectShape {
        func record(_ answer: Int) -> ShapeRecorder {
            let recorder = ShapeRecorder(answer: answer)
            var reader = ObjectReader(recorder)
            _ = body(&reader)
            return recorder
        }
        let first = record(0)
        guard let discriminator = first.discriminator else {
            return ObjectShape(members: first.members, alternatives: first.alternatives)
        }
        let runs = [first] + discriminator.words.indices.dropFirst().map(record)
        // A word on which nothing depends is a member like others.
        if runs.allSatisfy({ $0.members == first.members }) {
            return ObjectShape(members: first.members, alternatives: first.alternatives)
        }
        return ObjectShape(
            members: [], discriminator: discriminator.name,
            variants: zip(discriminator.words, runs).map { word, run in
                ObjectShape.Variant(word: word, members: run.members, alternatives: run.alternatives)
            })
    }
}
