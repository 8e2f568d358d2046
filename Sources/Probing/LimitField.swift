internal import Pictures

/// One of the ``Limits``, with its name in a limits file.
struct LimitField: Sendable {
    enum Value: Sendable {
        case integer(any WritableKeyPath<Limits, Int> & Sendable)
        case bytes(any WritableKeyPath<Limits, Int64> & Sendable)
        case number(any WritableKeyPath<Limits, Double> & Sendable)
    }

    let name: String
    let value: Value
    /// The lowest value allowed.
    var least = 1

    /// Limits of videos and containers.
    static let media = [
        LimitField(name: "videoPixels", value: .integer(\.videoPixels)),
        LimitField(name: "videoSide", value: .integer(\.videoSide)),
        LimitField(name: "frameRate", value: .number(\.frameRate)),
        LimitField(name: "seconds", value: .number(\.seconds)),
        LimitField(name: "streams", value: .integer(\.streams)),
        LimitField(name: "samplesPerTrack", value: .integer(\.samplesPerTrack)),
        LimitField(name: "editedSamples", value: .integer(\.editedSamples)),
        LimitField(name: "sampleDescriptions", value: .integer(\.sampleDescriptions)),
        LimitField(name: "movieHeaderBytes", value: .bytes(\.movieHeaderBytes)),
        LimitField(name: "boxes", value: .integer(\.boxes)),
        LimitField(name: "metadataBytes", value: .integer(\.metadataBytes)),
    ]

    /// Limits of the files themselves.
    static let input = [LimitField(name: "fileBytes", value: .bytes(\.input.fileBytes))]

    /// Limits of photos and animations, which have their own JSON object.
    static let pictures = [
        LimitField(name: "maximumPixels", value: .integer(\.pictures.maximumPixels)),
        LimitField(name: "maximumFrames", value: .integer(\.pictures.maximumFrames)),
        LimitField(name: "maximumTotalPixels", value: .integer(\.pictures.maximumTotalPixels)),
        LimitField(name: "maximumBytes", value: .integer(\.pictures.maximumBytes)),
        LimitField(name: "maximumTiles", value: .integer(\.pictures.maximumTiles)),
    ]

    /// Limits of the worker process, which cannot start with less than the lowest values.
    static let work = [
        LimitField(name: "memoryBytes", value: .integer(\.work.memoryBytes), least: 1 << 30),
        LimitField(name: "processorSeconds", value: .integer(\.work.processorSeconds)),
        LimitField(name: "seconds", value: .integer(\.work.seconds)),
        LimitField(name: "fileBytes", value: .integer(\.work.fileBytes)),
        LimitField(name: "openFiles", value: .integer(\.work.openFiles), least: 64),
    ]

    /// The value as JSON text.
    func text(in limits: Limits) -> String {
        switch value {
        case .integer(let path): "\(limits[keyPath: path])"
        case .bytes(let path): "\(limits[keyPath: path])"
        case .number(let path):
            Int(exactly: limits[keyPath: path]).map { "\($0)" } ?? "\(limits[keyPath: path])"
        }
    }
}
