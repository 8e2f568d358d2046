internal import Containers
import Testing

@testable import Probing

@Suite struct MovieHeaderTests {
    private func read(_ bytes: [UInt8], limits: Limits = Limits()) throws -> MovieHeader {
        try MovieHeader(ByteSource(bytes), limits: limits)
    }

    private func kind(_ bytes: [UInt8], limits: Limits = Limits()) -> HeaderError.Kind? {
        do throws(HeaderError) {
            _ = try MovieHeader(ByteSource(bytes), limits: limits)
            return nil
        } catch {
            return error.kind
        }
    }

    @Test("Brands, boxes, tracks and sample counts are read")
    func readsMovie() throws {
        let header = try read(MovieBuilder(tracks: 2).file())
        #expect(header.brands == ["isom", "isom", "mp42"])
        #expect(header.topLevel == ["ftyp", "moov", "mdat"])
        #expect(header.timescale == 600)
        #expect(header.tracks.map(\.id) == [1, 2])
        #expect(header.tracks[0].handler == "vide")
        #expect(header.tracks[0].timescale == 30_000)
        #expect(header.tracks[0].codecs == ["avc1"])
        #expect(header.tracks[0].sampleCount == 2)
        #expect(header.tracks[0].sampleBytes == 30)
        #expect(!header.isFragmented)
        #expect(header.warnings.isEmpty)
    }

    @Test("Edit lists are read in both versions")
    func readsEdits() throws {
        var builder = MovieBuilder()
        builder.edits = Bytes.box(
            "edts",
            Bytes.fullBox(
                "elst", Bytes.uint32(2), Bytes.uint32(600), Bytes.uint32(-1), Bytes.uint32(65_536),
                Bytes.uint32(1200), Bytes.uint32(1024), Bytes.uint32(65_536)))
        let pause = TrackHeader.Edit(duration: 600, mediaTime: -1)
        #expect(try read(builder.file()).tracks[0].edits == [pause, .init(duration: 1200, mediaTime: 1024)])
        builder.edits = Bytes.box(
            "edts",
            Bytes.fullBox(
                "elst", version: 1, Bytes.uint32(1), Bytes.uint64(1 << 40), Bytes.uint64(-1),
                Bytes.uint32(65_536)))
        #expect(try read(builder.file()).tracks[0].edits == [.init(duration: 1 << 40, mediaTime: -1)])
    }

    @Test("A box may have a length of 64 bits, and the last box none")
    func readsLongBoxes() throws {
        let movie = MovieBuilder().movie
        let long =
            Bytes.uint32(1) + Array("mdat".utf8) + Bytes.uint64(116) + [UInt8](repeating: 0, count: 100)
        #expect(try read(Bytes.fileType + long + movie).topLevel == ["ftyp", "mdat", "moov"])
        let endless = Bytes.uint32(0) + Array("mdat".utf8) + [UInt8](repeating: 0, count: 100)
        #expect(try read(Bytes.fileType + movie + endless).topLevel == ["ftyp", "moov", "mdat"])
    }

    @Test("A file without a movie header is reported as an incomplete upload")
    func refusesMissingMovie() {
        let error = #expect(throws: HeaderError.self) {
            try MovieHeader(ByteSource(Bytes.fileType + Bytes.box("mdat", [1, 2, 3])), limits: Limits())
        }
        #expect(error?.kind == .truncated)
        #expect(error?.message.contains("upload is incomplete") == true)
    }

    @Test("A cut-off movie header is an error, and cut-off media data are a warning")
    func tellsCutOffParts() throws {
        let file = MovieBuilder().file()
        #expect(kind(Array(file.prefix(file.count - 130))) == .truncated)
        let header = try read(Array(file.dropLast(20)))
        #expect(header.warnings.count == 1)
    }

    @Test("A box shorter than its own header is an error before the movie, and a warning after it")
    func tellsDamage() throws {
        let bad = Bytes.uint32(3) + Array("free".utf8)
        #expect(kind(Bytes.fileType + bad + MovieBuilder().movie) == .malformed)
        #expect(try read(MovieBuilder().file() + bad).warnings.count == 1)
    }

    @Test("Encrypted tracks are refused", arguments: ["encv", "drmi"])
    func refusesEncrypted(codec: String) {
        #expect(kind(MovieBuilder(codec: codec).file()) == .encrypted)
        #expect(kind(MovieBuilder(handler: "soun", codec: "enca").file()) == .encrypted)
    }

    @Test("A file shorter than its samples is reported as an incomplete upload")
    func refusesIncomplete() {
        var builder = MovieBuilder()
        builder.tables = [Bytes.fullBox("stsz", Bytes.uint32(0), Bytes.uint32(1), Bytes.uint32(100_000))]
        #expect(kind(builder.file(media: 50)) == .truncated)
        builder.handler = "text"
        #expect(kind(builder.file(media: 50)) == nil)
    }

    @Test(
        "Tables that promise more entries than they can hold are refused",
        arguments: [
            Bytes.fullBox("stts", Bytes.uint32(0x7FFF_FFFF)),
            Bytes.fullBox("ctts", Bytes.uint32(2), Bytes.uint32(1), Bytes.uint32(0)),
            Bytes.fullBox("stsc", Bytes.uint32(1), Bytes.uint32(1)),
            Bytes.fullBox("stco", Bytes.uint32(-1)),
            Bytes.fullBox("co64", Bytes.uint32(1), Bytes.uint32(1)),
            Bytes.fullBox("stsz", Bytes.uint32(0), Bytes.uint32(60_000)),
            Bytes.fullBox("stsz", Bytes.uint32(1), Bytes.uint32(60_000)),
            Bytes.fullBox("stz2", Bytes.uint32(4), Bytes.uint32(3), [0x11]),
        ])
    func refusesEmptyPromises(table: [UInt8]) {
        var builder = MovieBuilder()
        builder.tables = [table]
        #expect(kind(builder.file()) == .limitExceeded)
    }

    @Test("Uncompressed sound may have more samples than the limit, but a video track may not")
    func allowsUncompressedSound() {
        var limits = Limits()
        limits.samplesPerTrack = 50
        var builder = MovieBuilder(handler: "soun", codec: "sowt")
        builder.tables = [
            Bytes.fullBox("stts", Bytes.uint32(1), Bytes.uint32(60), Bytes.uint32(1)),
            Bytes.fullBox("stsz", Bytes.uint32(1), Bytes.uint32(60)),
        ]
        #expect(kind(builder.file(), limits: limits) == nil)
        builder.handler = "vide"
        #expect(kind(builder.file(), limits: limits) == .limitExceeded)
    }

    @Test("A header at each limit passes, and a header one beyond is refused")
    func holdsLimits() {
        let file = MovieBuilder(tracks: 3).file()
        func check(_ path: WritableKeyPath<Limits, Int>, _ value: Int) {
            var limits = Limits()
            limits[keyPath: path] = value
            #expect(kind(file, limits: limits) == nil)
            limits[keyPath: path] = value - 1
            #expect(kind(file, limits: limits) == .limitExceeded)
        }
        check(\.streams, 3)
        check(\.samplesPerTrack, 2)
        // Boxes: 3 of the file, 4 of the movie, and in each track 2, 3, 1, 2 and the description's 1.
        check(\.boxes, 3 + 4 + 3 * 9)
        var limits = Limits()
        limits.movieHeaderBytes = Int64(MovieBuilder(tracks: 3).movie.count - 8)
        #expect(kind(file, limits: limits) == nil)
        limits.movieHeaderBytes -= 1
        #expect(kind(file, limits: limits) == .limitExceeded)
    }

    private func fragment(flags: Int, count: Int, _ entries: [UInt8] = []) -> [UInt8] {
        let run = Bytes.fullBox("trun", flags: flags, Bytes.uint32(count), entries)
        return Bytes.box("moof", Bytes.box("traf", Bytes.fullBox("tfhd", Bytes.uint32(1)), run))
    }

    @Test("Samples of fragments count towards a track's limit, with and without entries for each sample")
    func countsFragments() {
        let extends = Bytes.box(
            "mvex", Bytes.fullBox("trex", Bytes.uint32(1), Bytes.uint32(1), Bytes.uint32(0), Bytes.uint32(5)))
        let file = MovieBuilder(movieParts: [extends]).file(media: 1_000)
        #expect((try? read(file + fragment(flags: 0, count: 2)))?.isFragmented == true)
        #expect(kind(file + fragment(flags: 0, count: 1_000)) == .limitExceeded)
        #expect(kind(file + fragment(flags: 0x200, count: 2, Bytes.uint32(3) + Bytes.uint32(4))) == nil)
        #expect(kind(file + fragment(flags: 0x200, count: 3, Bytes.uint32(3))) == .limitExceeded)
        var limits = Limits()
        limits.samplesPerTrack = 4
        let two = fragment(flags: 0, count: 2)
        #expect(kind(file + two + two, limits: limits) == nil)
        #expect(kind(file + two + two + two, limits: limits) == .limitExceeded)
    }

    @Test("Tags of Apple's and Android's cameras are read, from plain and full boxes")
    func readsTags() throws {
        func key(_ name: String) -> [UInt8] { Bytes.uint32(name.utf8.count + 8) + "mdta".utf8 + name.utf8 }
        func value(_ index: Int, type: Int, _ bytes: [UInt8]) -> [UInt8] {
            let data = Bytes.box("data", Bytes.uint32(type), Bytes.uint32(0), bytes)
            return Bytes.uint32(data.count + 8) + Bytes.uint32(index) + data
        }
        let parts =
            Bytes.fullBox("hdlr", Bytes.uint32(0), Array("mdta".utf8))
            + Bytes.fullBox(
                "keys", Bytes.uint32(2), key("com.android.capture.fps"),
                key("com.apple.quicktime.content.identifier"))
            + Bytes.box(
                "ilst", value(1, type: 23, Bytes.uint32(Int(Float(240).bitPattern))),
                value(2, type: 1, Array("ABC-1".utf8)), value(77, type: 1, []))
        for box in [Bytes.box("meta", parts), Bytes.fullBox("meta", parts)] {
            let header = try read(MovieBuilder(movieParts: [box]).file())
            #expect(header.captureRate == 240)
            #expect(header.contentIdentifier == "ABC-1")
        }
    }

    @Test("Samsung's slow motion is read from its trailer, and no other trailer is mistaken for it")
    func readsSlowMotion() throws {
        func trailer(_ text: String) -> [UInt8] {
            let name = "SlowMotion_Data"
            let entry = [0, 0, 0x90, 0x08] + Bytes.little(name.utf8.count, 4) + name.utf8 + text.utf8
            let directory =
                "SEFH".utf8 + Bytes.little(106, 4) + Bytes.little(1, 4) + [0, 0, 0x90, 0x08]
                + Bytes.little(entry.count, 4) + Bytes.little(entry.count, 4)
            return Bytes.box(
                "sefd", entry, Array(directory), Bytes.little(directory.count, 4), Array("SEFT".utf8))
        }
        let file = MovieBuilder().file()
        let header = try read(file + trailer("0:500:3*1000:2500:1"))
        #expect(
            header.slowMotionSegments == [
                SlowMotion.Segment(start: 0, end: 0.5, divisor: 4),
                SlowMotion.Segment(start: 1, end: 2.5, divisor: 1),
            ])
        let odd = try read(file + trailer("0:500"))
        #expect(odd.slowMotionSegments.isEmpty)
        #expect(odd.warnings.count == 1)
        #expect(try read(file + Bytes.box("free", [1, 2, 3])).slowMotionSegments.isEmpty)
    }

    @Test(
        "One nonsensical segment makes all segments invalid",
        arguments: ["", "a:b:c", "5:1:2", "0:1:0", "0:1:9", "-5:1:2", "0:1", "0:99999999999:2", "0:1:2*3:4"])
    func refusesOddSegments(text: String) {
        #expect(SamsungTrailer.segments(text).isEmpty)
    }
}
