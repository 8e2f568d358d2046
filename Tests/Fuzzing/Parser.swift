internal import Containers
internal import Story
internal import StoryService

@testable internal import Color
@testable internal import Compositing
@testable internal import Pictures
@testable internal import Probing
@testable internal import Subtitles

/// A reader of ours that sees a file from outside before anything else does.
///
/// Whatever the bytes are, it returns or throws: soon, in little memory, and with facts that hold.
enum Parser: String, CaseIterable {
    /// Boxes and tables of MP4 and QuickTime.
    case movie
    /// The names of codecs in Matroska and WebM.
    case matroska
    case heif, png, gif, webp, jpeg
    /// Metadata inside of them.
    case exif, xmp, icc, samsung
    /// What decides which of the others is asked.
    case sniff
    /// Documents of a user's.
    case story, yaml, brand, limits, cube, subtitles
    /// Fonts, and those that are compressed for the web.
    case font, webfont
    /// What a worker that was taken over might say to its parent, and all that the parent does with it.
    case message

    /// Gives it a file's content, and checks what it says of it.
    func parse(_ bytes: [UInt8]) {
        switch self {
        case .movie: parseMovie(bytes)
        case .matroska: parseMatroska(bytes)
        case .heif:
            parsePicture(bytes) { (_) throws(PictureFault) in try HEIFHeader(ByteSource(bytes)).summary }
            _ = try? PhotoMetadata(heif: ByteSource(bytes), limits: Limits())
        case .png: parsePNG(bytes)
        case .gif: parseGIF(bytes)
        case .webp:
            parsePicture(bytes) { (bytes) throws(PictureFault) in try WebPHeader(bytes).summary }
            for stream in WebPBitstream.all(in: bytes.span) {
                precondition(stream.start <= stream.end && stream.end <= bytes.count)
            }
        case .jpeg:
            parsePicture(bytes) { (_) throws(PictureFault) in try JPEGHeader(ByteSource(bytes)).summary }
            _ = try? PhotoMetadata(jpeg: ByteSource(bytes))
        case .exif: _ = try? EXIF(bytes)
        case .xmp: _ = XMPPacket(bytes)
        case .icc: _ = ICCProfile(bytes.span)
        case .samsung: parseSamsungTrailer(bytes)
        case .sniff:
            _ = MediaFormat.sniff(bytes)
            _ = MediaFormat.nameOfForeign(bytes)
        case .story: parseStory(bytes, as: .json)
        case .yaml: parseStory(bytes, as: .yaml)
        case .brand: _ = try? BrandKit(json: bytes, in: "brand")
        case .font: parseFont(bytes)
        case .webfont:
            if let font = try? FontContainer.unpack(bytes, limits: OpenTypeLimits()) { parseFont(font) }
        case .limits: parseLimits(bytes)
        case .cube: parseCube(bytes)
        case .subtitles: parseSubtitles(bytes)
        case .message: ReceivedMessages(bytes).hear()
        }
    }

    private func parseMovie(_ bytes: [UInt8]) {
        let limits = Limits()
        guard let movie = try? MovieHeader(ByteSource(bytes), limits: limits) else { return }
        precondition(movie.tracks.count <= limits.streams)
        for track in movie.tracks where track.isPictureOrSound {
            precondition(track.sampleBytes >= 0 && track.sampleBytes <= bytes.count)
        }
    }

    private func parsePicture(
        _ bytes: [UInt8], _ read: (Span<UInt8>) throws(PictureFault) -> PictureHeader
    ) {
        guard let header = try? read(bytes.span) else { return }
        precondition(header.width > 0 && header.height > 0)
        precondition(!header.isAnimated || header.durations.count == header.frameCount)
        precondition(header.durations.allSatisfy { $0 > 0 && $0.isFinite })
        let limits = PictureLimits.default
        guard (try? limits.check(header)) != nil else { return }
        precondition(header.width * header.height * (header.frameCount ?? 1) <= limits.maximumTotalPixels)
    }

    private func parsePNG(_ bytes: [UInt8]) {
        parsePicture(bytes) { (bytes) throws(PictureFault) in try PNGHeader(bytes).summary }
        guard let header = try? PNGHeader(bytes.span) else { return }
        check(header.packets, in: bytes)
    }

    private func parseGIF(_ bytes: [UInt8]) {
        parsePicture(bytes) { (bytes) throws(PictureFault) in try GIFHeader(bytes).summary }
        guard let header = try? GIFHeader(bytes.span) else { return }
        check(header.packets, in: bytes)
        for descriptor in header.packets.descriptors {
            guard let pixels = GIFPixels(bytes.span, descriptor: descriptor) else { continue }
            precondition(0...pixels.wanted ~= pixels.count)
        }
    }

    private func parseMatroska(_ bytes: [UInt8]) {
        for track in MatroskaTracks(ByteSource(bytes)).all {
            precondition(track.codec.map { !$0.isEmpty && $0.utf8.count <= 40 } ?? true)
        }
    }

    /// A decoder is given these ranges of the file.
    private func check(_ packets: AnimationPackets, in bytes: [UInt8]) {
        for range in packets.setup + packets.pictures.flatMap({ $0 }) {
            precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        }
    }

    private func parseSamsungTrailer(_ bytes: [UInt8]) {
        _ = SamsungTrailer.segments(String(decoding: bytes, as: UTF8.self))
        let end = Int64(bytes.count)
        guard let trailer = try? SamsungTrailer(ByteSource(bytes), end: end) else { return }
        _ = try? trailer.text(of: .slowMotion)
        if let range = trailer.range(of: .motionPhoto) {
            precondition(range.lowerBound >= 0 && range.upperBound <= end)
        }
    }

    /// A document that is understood says the same when it is written and read again.
    private func parseStory(_ bytes: [UInt8], as syntax: StorySyntax) {
        guard let story = try? syntax.read(bytes).document else { return }
        let again = try? StoryDocument(json: Array(story.canonicalJSON.utf8))
        precondition(again?.canonicalJSON == story.canonicalJSON)
    }

    /// What is left of a font passes the same checks, and tells the same.
    private func parseFont(_ bytes: [UInt8]) {
        guard let file = try? OpenTypeFile(bytes) else { return }
        let again = try? OpenTypeFile(file.sanitised)
        precondition(again?.fonts.map(\.axes) == file.fonts.map(\.axes))
        precondition(again?.fonts.map(\.glyphCount) == file.fonts.map(\.glyphCount))
        precondition(file.fonts.allSatisfy { (1...1000).contains($0.weight) })
    }

    private func parseLimits(_ bytes: [UInt8]) {
        guard let limits = try? Limits(json: bytes) else { return }
        precondition((try? Limits(json: Array(limits.json.utf8))) == limits)
    }

    /// A table of colours has one for whatever it is asked.
    private func parseCube(_ bytes: [UInt8]) {
        guard let cube = try? CubeParser(bytes).cube() else { return }
        var colors = [SIMD3(0, 0.5, 1), SIMD3(-1e6, 1e6, 0.3), SIMD3(1, 1, 1)]
        ColorOperation.cube(cube).apply(to: &colors)
        for color in colors { precondition(color.min() >= 0 && color.max() <= 1) }
    }

    /// Words are within the slide, and each lasts.
    private func parseSubtitles(_ bytes: [UInt8]) {
        guard let subtitles = try? Subtitles(bytes) else { return }
        for part in [ShownPart(start: 0, duration: 60), ShownPart(start: 1.5, duration: 3600, speed: 60)] {
            guard let words = try? subtitles.words(in: part, offset: 0.25) else { continue }
            precondition(words.allSatisfy { $0.start >= 0 && $0.end > $0.start && $0.end <= part.duration })
            precondition(zip(words, words.dropFirst()).allSatisfy { $0.start <= $1.start })
            precondition(words.allSatisfy { !$0.text.isEmpty && !$0.text.contains(where: \.isWhitespace) })
        }
    }
}
