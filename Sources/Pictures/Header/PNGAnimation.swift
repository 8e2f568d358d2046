internal import Containers

/// The animation chunks of a PNG (PNG, third edition, 11.3.6): `acTL`, `fcTL`, `fdAT`.
struct PNGAnimation {
    private(set) var loopCount = 0
    /// How long each picture is shown, in seconds.
    private(set) var durations: [Double] = []
    private(set) var packets = AnimationPackets()

    /// Whether the first `IDAT` is not part of the animation, but a still for viewers that cannot animate.
    private(set) var hidesStill = false

    /// A single picture shown once counts as a still.
    var isMoving: Bool { durations.count > 1 }

    /// Whether viewers show the animation instead of the still.
    var replacesStill: Bool { isMoving || hidesStill && durations.count == 1 }

    init(_ chunks: PNGChunks, in bytes: Span<UInt8>) {
        guard let control = chunks.all.first(where: { $0.type == "acTL" }), control.data.count == 8 else {
            return
        }
        loopCount = bytes.integer(at: control.data.lowerBound + 4, size: 4) ?? 0
        for chunk in chunks.all {
            switch chunk.type {
            case "fcTL" where chunk.data.count == 26:
                durations.append(Self.duration(chunk, in: bytes))
                packets.pictures.append([chunk.whole])
            case "IDAT", "fdAT":
                if packets.pictures.isEmpty {
                    hidesStill = true
                    continue
                }
                packets.pictures[packets.pictures.count - 1].append(chunk.whole)
            default:
                if packets.pictures.isEmpty { packets.setup.append(chunk.whole) }
            }
        }
        if chunks.all.last?.type != "IEND", durations.count > 1 {
            // The file ends within the last picture or right after it; nothing tells which.
            durations.removeLast()
            packets.pictures.removeLast()
        }
    }

    /// Seconds from `delay_num` and `delay_den`; a denominator of 0 stands for 100.
    private static func duration(_ chunk: PNGChunk, in bytes: Span<UInt8>) -> Double {
        let numerator = bytes.integer(at: chunk.data.lowerBound + 20, size: 2) ?? 0
        let denominator = bytes.integer(at: chunk.data.lowerBound + 22, size: 2) ?? 0
        return PictureHeader.shownDuration(
            milliseconds: 1000 * Double(numerator) / Double(denominator == 0 ? 100 : denominator))
    }
}
