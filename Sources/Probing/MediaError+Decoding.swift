internal import Libav
internal import Story

extension MediaError {
    /// The most remedies that are read. A worker that was taken over may send any number.
    static let mostRemedies = 8

    public init(from decoder: any Swift.Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let remedies = try container.decodeIfPresent([Remedy].self, forKey: .remedies) ?? []
        guard remedies.count <= Self.mostRemedies else {
            throw DecodingError.dataCorruptedError(
                forKey: .remedies, in: container, debugDescription: "There are too many remedies.")
        }
        self.init(
            try container.decode(Code.self, forKey: .code),
            stage: try container.decode(Stage.self, forKey: .stage),
            file: try container.decode(String.self, forKey: .file),
            message: try container.decode(String.self, forKey: .message), remedies: remedies.map(\.action),
            cause: try container.decodeIfPresent(LibavError.self, forKey: .cause),
            log: try container.decodeIfPresent(String.self, forKey: .log))
    }
}
