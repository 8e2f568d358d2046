import Foundation
import TestSupport
import Testing

@testable import Story

@Suite struct SchemaTests {
    @Test("The schema in the documentation is the one that the program prints")
    func committed() throws {
        let path = PackageRoot.path + "/docs/story.schema.json"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(
            text == StoryDocument.jsonSchema + "\n",
            "Write it anew: storymedia schema > docs/story.schema.json")
    }

    @Test(
        "The schema accepts every story that the reader accepts, as written out and with other programs' names"
    )
    func takesWhatIsRead() async throws {
        let stories = WellFormedStory.all
        for story in stories { #expect(throws: Never.self) { try StoryDocument(json: Array(story.utf8)) } }
        let written = try stories.map { try StoryDocument(json: Array($0.utf8)).canonicalJSON }
        let verdicts = try await validate(stories + written)
        for (story, verdict) in zip(stories + written, verdicts) {
            #expect(verdict == nil, "\(story): \(verdict ?? "")")
        }
    }

    @Test("The schema refuses every malformed story whose fault it can express")
    func refusesMalformed() async throws {
        let stories = MalformedStory.all.filter { $0.rule != .syntax }
        let verdicts = try await validate(stories.map { String(decoding: $0.bytes, as: UTF8.self) })
        for (story, verdict) in zip(stories, verdicts) {
            #expect((verdict != nil) == story.isSeenBySchema, "\(story.name): \(verdict ?? "is valid")")
        }
    }

    @Test("No object has a key that is also an alias of another of its keys")
    func unambiguous() {
        func check(_ shape: ObjectShape, _ place: String) {
            for members in [shape.members] + shape.variants.map(\.members) {
                let names = members.map(\.name)
                let all = names + names.flatMap { KeyAlias.names(for: $0) }
                #expect(Set(all).count == all.count, "\(place): \(all.sorted())")
                for member in members { check(member.value, "\(place).\(member.name)") }
            }
        }
        func check(_ value: ValueShape, _ place: String) {
            switch value {
            case .object(let shape), .objects(let shape, _): check(shape, place)
            case .array(let shape, _), .table(let shape, _, _): check(shape, place)
            case .either(let shapes): for shape in shapes { check(shape, place) }
            case .any, .bool, .integer, .number, .numbers, .string, .words: break
            }
        }
        check(ShapeRecorder.shape { reader in StoryDocument(reading: &reader) }, "$")
    }

    @Test("The schema gives everything in a story a type")
    func typed() {
        #expect(!StoryDocument.jsonSchema.contains(#"{"description""#))
    }

    /// An independent validator's error for each document; nil if the document is valid.
    private func validate(_ documents: [String]) async throws -> [String?] {
        let directory = try TemporaryDirectory()
        let schema = try directory.write(StoryDocument.jsonSchema, to: "schema.json")
        let list = try directory.write("[\(documents.joined(separator: ","))]", to: "documents.json")
        let script = """
            import json, sys
            from jsonschema import Draft202012Validator
            schema = json.load(open(sys.argv[1]))
            Draft202012Validator.check_schema(schema)
            validator = Draft202012Validator(schema)
            for document in json.load(open(sys.argv[2])):
                error = next(validator.iter_errors(document), None)
                print(json.dumps(None if error is None else error.message[:200]))
            """
        // The Python of the Debian packages; PATH may name another one first.
        let result = try await Tool("/usr/bin/python3").checked(["-c", script, schema, list])
        let lines = result.standardOutput.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == documents.count)
        return try lines.map { try JSONDecoder().decode(String?.self, from: Data($0)) }
    }
}
