internal import Containers
import Testing

@testable import Probing

/// Promises and references that a movie header must not contain, whatever its tables say.
@Suite struct MoviePromiseTests {
    private func kind(_ builder: MovieBuilder, _ limits: Limits = Limits()) -> HeaderError.Kind? {
        do throws(HeaderError) {
            _ = try MovieHeader(ByteSource(builder.file()), limits: limits)
            return nil
        } catch {
            return error.kind
        }
    }

    private static let path = Array("file:///etc/passwd".utf8)

    @Test(
        "Media that lie in another file are refused",
        arguments: [
            Bytes.fullBox("url ", path), Bytes.fullBox("url ", Array("http://localhost/x.mov".utf8)),
            Bytes.fullBox("urn ", path), Bytes.fullBox("alis", path),
            Bytes.fullBox("alis", flags: 1, [UInt8](repeating: 0, count: 151)),
        ])
    func refusesReferences(entry: [UInt8]) {
        let own = Bytes.fullBox("url ", flags: 1)
        #expect(kind(MovieBuilder(references: [entry])) == .malformed)
        #expect(kind(MovieBuilder(references: [own, entry])) == .malformed)
    }

    @Test(
        "A reference to the file itself is accepted, however it is written",
        arguments: [
            [], [Bytes.fullBox("url ", flags: 1)], [Bytes.fullBox("alis", flags: 1)],
            [Bytes.fullBox("url ", flags: 1, [0])], [Bytes.fullBox("url ")],
            [Bytes.fullBox("alis", [0, 0]), Bytes.fullBox("url ", flags: 1)],
        ])
    func allowsSelfContained(entries: [[UInt8]]) {
        #expect(kind(MovieBuilder(references: entries)) == nil)
    }

    @Test("A time scale of 0 is refused if anything depends on it")
    func refusesStandingClocks() {
        #expect(kind(MovieBuilder(mediaTimescale: 0)) == .malformed)
        #expect(kind(MovieBuilder(handler: "text", mediaTimescale: 0)) == nil)
        #expect(kind(MovieBuilder(timescale: 0)) == nil)
        #expect(kind(MovieBuilder(edits: edits(1), timescale: 0)) == .malformed)
    }

    @Test("As many sample descriptions as the limit are read, and one more is refused")
    func limitsDescriptions() {
        var limits = Limits()
        limits.sampleDescriptions = 3
        #expect(kind(MovieBuilder(descriptions: 3), limits) == nil)
        #expect(kind(MovieBuilder(descriptions: 4), limits) == .limitExceeded)
        #expect(kind(MovieBuilder(descriptions: Limits().sampleDescriptions)) == nil)
        #expect(kind(MovieBuilder(descriptions: Limits().sampleDescriptions + 1)) == .limitExceeded)
    }

    private func edits(_ count: Int) -> [UInt8] {
        let edit = Bytes.uint32(600) + Bytes.uint32(0) + Bytes.uint32(65_536)
        let all = [[UInt8]](repeating: edit, count: count).flatMap(\.self)
        return Bytes.box("edts", Bytes.fullBox("elst", Bytes.uint32(count), all))
    }

    @Test("Edits may show a track's samples as often as the limit allows, and not once more")
    func limitsEditedSamples() {
        var limits = Limits()
        // The builder's tracks have two samples.
        limits.editedSamples = 2 * 40
        #expect(kind(MovieBuilder(edits: edits(40)), limits) == nil)
        #expect(kind(MovieBuilder(edits: edits(41)), limits) == .limitExceeded)
        limits.editedSamples = 1
        #expect(kind(MovieBuilder(edits: edits(1)), limits) == nil)
    }

    @Test("If an edit list claims more entries than its box holds, only those in the box count")
    func readsShortEditLists() {
        let edits = Bytes.box(
            "edts", Bytes.fullBox("elst", Bytes.uint32(-1), Bytes.uint64(0), Bytes.uint32(0)))
        var limits = Limits()
        limits.editedSamples = 2
        #expect(kind(MovieBuilder(edits: edits), limits) == nil)
    }
}
