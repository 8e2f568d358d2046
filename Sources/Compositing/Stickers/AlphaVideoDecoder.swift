internal import Libav

/// Decodes the frames of a video together with their alpha.
struct AlphaVideoDecoder: ~Copyable {
    struct Picture {
        let bitmap: Bitmap
        /// In seconds.
        let start: Double
        /// The duration from the container. It applies to the last frame, which no other follows.
        let seconds: Double
    }

    private var demuxer: Demuxer
    private var decoder: Decoder
    /// Decodes the alpha.
    private var alphaDecoder: Decoder
    private let stream: StreamParameters

    /// The same limits as for picture stickers.
    private static let policy: MediaPolicy = {
        var policy = MediaPolicy.cameraRoll
        policy.maximumPixels = 4096 * 4096
        return policy
    }()

    /// Opens a video.
    static func open(_ path: String) throws(LayerFailure) -> AlphaVideoDecoder {
        do {
            return try AlphaVideoDecoder(path)
        } catch {
            throw failure(error)
        }
    }

    private init(_ path: String) throws {
        var demuxer = try Demuxer(
            MediaFile(path), format: "matroska,webm", policy: Self.policy, inspection: .brief)
        guard let stream = Self.video(in: demuxer) else { throw Fault.noPicture }
        demuxer.keepOnly(stream: stream.index)
        // A single-threaded decoder returns each frame right after its packet, which keeps alpha and frame together.
        let decoder = try Decoder(for: demuxer, stream: stream.index, policy: Self.policy, threads: 1)
        let alphaDecoder = try Decoder(for: demuxer, stream: stream.index, policy: Self.policy, threads: 1)
        self.demuxer = demuxer
        self.decoder = decoder
        self.alphaDecoder = alphaDecoder
        self.stream = stream
    }

    private static func video(in demuxer: borrowing Demuxer) -> StreamParameters? {
        for index in demuxer.streamIndices {
            let stream = demuxer.parameters(ofStream: index)
            if stream.medium == .video, ["vp8", "vp9"].contains(stream.codecName) { return stream }
        }
        return nil
    }

    private enum Fault: Error {
        case noPicture
        case noAlpha
    }

    private static func failure(_ error: any Error) -> LayerFailure {
        switch error {
        case let error as MediaFileError where error.kind == .unreadable: .unreadable(error.message)
        case let error as MediaFileError: .unusable(error.message)
        case let error as LibavError where error.isReadFailure:
            .unreadable("the video cannot be read: \(error.text)")
        case let error as LibavError where error.isOutOfMemory: .outOfMemory(error.text)
        case let error as LibavError: .unusable("the video cannot be decoded: \(error.text)")
        case Fault.noPicture: .unusable("the file has no video in VP8 or VP9")
        default: .unusable("the opacity of one of the video's pictures is damaged")
        }
    }

    /// The next frame; nil after the last one.
    mutating func next() throws(LayerFailure) -> Picture? {
        do {
            while let packet = try demuxer.next() {
                if let picture = try decode(packet) { return picture }
            }
            return nil
        } catch {
            throw Self.failure(error)
        }
    }

    /// Nil if the packet's frame is not shown.
    private mutating func decode(_ packet: borrowing Packet) throws -> Picture? {
        _ = try decoder.send(packet)
        let alphaPacket = try packet.alpha()
        let hasAlpha = alphaPacket != nil
        if let alphaPacket { _ = try alphaDecoder.send(alphaPacket) }
        let alpha = hasAlpha ? try Self.frame(&alphaDecoder) : nil
        guard let frame = try Self.frame(&decoder) else { return nil }
        var picture = try frame.converted(toRGB: .rgba)
        if hasAlpha {
            guard let alpha, alpha.width == picture.width, alpha.height == picture.height else {
                throw Fault.noAlpha
            }
            picture.setAlpha(toLumaOf: alpha)
        }
        return Picture(
            bitmap: Bitmap(picture, orientation: .identity),
            start: Double(packet.pts ?? 0) * stream.timeBase.value,
            seconds: Double(packet.duration) * stream.timeBase.value)
    }

    private static func frame(_ decoder: inout Decoder) throws -> Frame? {
        switch try decoder.receive() {
        case .frame(let frame): return frame
        case .needsInput: return nil
        case .finished: return nil
        }
    }
}

extension Frame {
    /// - Precondition: the frame is `rgba` and of the other's size, and its data has no other reference.
    fileprivate mutating func setAlpha(toLumaOf other: borrowing Frame) {
        precondition(format == .rgba && other.width == width && other.height == height)
        let width = width
        let height = height
        withMutablePlane(0) { pixels, layout in
            other.withPlane(0) { luma, lumaLayout in
                for y in 0..<height {
                    for x in 0..<width {
                        pixels[y * layout.stride + 4 * x + 3] = luma[y * lumaLayout.stride + x]
                    }
                }
            }
        }
    }
}
