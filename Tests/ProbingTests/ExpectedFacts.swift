import Foundation
import TestSupport
import Testing

/// What `expected.json` says about one of the shared clips, as found by other tools.
struct ExpectedFacts: Decodable, Sendable, CustomTestStringConvertible {
    struct Stream: Decodable, Sendable {
        struct Interval: Decodable, Sendable {
            let min: Double
            let median: Double
            let max: Double
        }

        struct SideData: Decodable, Sendable {
            let dvProfile: Int?
            let dvBlSignalCompatibilityId: Int?
        }

        let index: Int
        let type: String
        let codec: String?
        let disposition: [String]?
        let duration: Double?
        let startTime: Double?
        let width: Int?
        let height: Int?
        let pixFmt: String?
        let sampleAspectRatio: String?
        let fieldOrder: String?
        let colorRange: String?
        let colorSpace: String?
        let colorPrimaries: String?
        let colorTransfer: String?
        let sideData: [SideData]?
        let rotationCw: Int?
        let mirrored: Bool?
        let degenerateMatrix: Bool?
        let displayWidth: Int?
        let displayHeight: Int?
        let packets: Int?
        let ptsDeltaMs: Interval?
        let vfr: Bool?
        let firstPts: Double?
        let sampleRate: Int?
        let channels: Int?
        let channelLayout: String?
    }

    struct FFprobe: Decodable, Sendable {
        let ok: Bool
        let container: String?
        let duration: Double?
        let startTime: Double?
        let tags: [String: String]?
        let streams: [Stream]
        let primaryVideo: Int?
    }

    struct Image: Decodable, Sendable {
        let format: String
        let width: Int
        let height: Int
        let displayWidth: Int?
        let displayHeight: Int?
        let exifOrientation: Int?
        let irotCcw: Int?
        let frames: Int?
        let apngFrames: Int?
        let totalDurationMs: Double?
        let loopCount: Int?
        let alpha: Bool?
        let transparent: Bool?
        let ultraHdrGainMap: Bool?
    }

    struct Boxes: Decodable, Sendable {
        struct Edit: Decodable, Sendable {
            let duration: Int64
            let mediaTime: Int64
        }

        let topLevelBoxes: [String]
        let majorBrand: String
        let editLists: [[Edit]]?
        let fragmented: Bool?
    }

    struct SlowMotion: Decodable, Sendable {
        let data: String

        private enum CodingKeys: String, CodingKey {
            // The decoder's key strategy turns `SlowMotion_Data` into this.
            case data = "slowmotionData"
        }
    }

    let file: String
    let bytes: Int64
    let kind: String
    let broken: Bool
    let ffprobe: FFprobe?
    let image: Image?
    let isobmff: Boxes?
    let samsungSef: SlowMotion?

    var testDescription: String { file }

    /// All entries, by name; empty if the clips are absent.
    static let all: [ExpectedFacts] = {
        struct Document: Decodable {
            let files: [String: ExpectedFacts]
        }
        guard let folder = Clips.folder else { return [] }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            let data = try Data(contentsOf: URL(filePath: folder + "/expected.json"))
            let document = try decoder.decode(Document.self, from: data)
            return document.files.values.sorted { $0.file < $1.file }
        } catch {
            preconditionFailure("expected.json is not as it was: \(error)")
        }
    }()

    static func named(_ file: String) throws -> ExpectedFacts {
        struct Missing: Error { let file: String }
        guard let facts = all.first(where: { $0.file == file }) else { throw Missing(file: file) }
        return facts
    }
}
