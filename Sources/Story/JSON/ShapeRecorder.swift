/// Records what the reader of an object asks for, while it reads an empty one.
///
/// The schema is made from these records, so it cannot differ from the reader.
final class ShapeRecorder {
    private(set) var members: [ObjectShape.Member] = []
    /// The first required member that takes one of some words. The reader may ask for other members depending on its
    /// value.
    private(set) var discriminator: (name: String, words: [String])?
    /// The index of the word that the recorder gives for the discriminator.
    private let answer: Int

    /// Groups of members of which exactly one must be present.
    private(set) var alternatives: [[String]] = []

    private init(answer: Int) { self.answer = answer }

    func add(_ name: String, required: Bool, _ value: ValueShape) {
        members.append(ObjectShape.Member(name: name, isRequired: required, value: value))
    }

    func requireOne(of names: [String]) { alternatives.append(names) }

    /// Records a member that takes one of some words. If it is the discriminator, returns the word of this run.
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
        // If nothing depends on the word, its member is like any other.
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
