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
            let dv_profile: Int?
            let dv_bl_signal_compatibility_id: Int?
        }

        let index: Int
        let type: String
        let codec: String?
        let disposition: [String]?
        let duration: Double?
        let start_time: Double?
        let width: Int?
        let height: Int?
        let pix_fmt: String?
        let sample_aspect_ratio: String?
        let field_order: String?
        let color_range: String?
        let color_space: String?
        let color_primaries: String?
        let color_transfer: String?
        let side_data: [SideData]?
        let rotation_cw: Int?
        let mirrored: Bool?
        let degenerate_matrix: Bool?
        let display_width: Int?
        let display_height: Int?
        let packets: Int?
        let pts_delta_ms: Interval?
        let vfr: Bool?
        let first_pts: Double?
        let sample_rate: Int?
        let channels: Int?
        let channel_layout: String?
    }

    struct FFprobe: Decodable, Sendable {
        let ok: Bool
        let container: String?
        let duration: Double?
        let start_time: Double?
        let tags: [String: String]?
        let streams: [Stream]
        let primary_video: Int?
    }

    struct Image: Decodable, Sendable {
        let format: String
        let width: Int
        let height: Int
        let display_width: Int?
        let display_height: Int?
        let exif_orientation: Int?
        let irot_ccw: Int?
        let frames: Int?
        let apng_frames: Int?
        let total_duration_ms: Double?
        let loop_count: Int?
        let alpha: Bool?
        let transparent: Bool?
        let ultra_hdr_gain_map: Bool?
    }

    struct Boxes: Decodable, Sendable {
        struct Edit: Decodable, Sendable {
            let duration: Int64
            let media_time: Int64
        }

        let top_level_boxes: [String]
        let major_brand: String
        let edit_lists: [[Edit]]?
        let fragmented: Bool?
    }

    struct SlowMotion: Decodable, Sendable {
        let SlowMotion_Data: String
    }

    let file: String
    let bytes: Int64
    let kind: String
    let broken: Bool
    let ffprobe: FFprobe?
    let image: Image?
    let isobmff: Boxes?
    let samsung_sef: SlowMotion?

    var testDescription: String { file }

    /// All entries, by name; empty where the clips are absent.
    static let all: [ExpectedFacts] = {
        struct Document: Decodable {
            let files: [String: ExpectedFacts]
        }
        guard let folder = Clips.folder,
            let data = FileManager.default.contents(atPath: folder + "/expected.json"),
            let document = try? JSONDecoder().decode(Document.self, from: data)
        else { return [] }
        return document.files.values.sorted { $0.file < $1.file }
    }()

    static func named(_ file: String) throws -> ExpectedFacts {
        struct Missing: Error { let file: String }
        guard let facts = all.first(where: { $0.file == file }) else { throw Missing(file: file) }
        return facts
    }
}
