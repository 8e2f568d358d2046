import Foundation
import Libav
import Probing
import Testing

@Suite struct MediaInfoReportTests {
    private var phoneClip: MediaInfo {
        var picture = PictureInfo(
            codedWidth: 1920, codedHeight: 1080, orientation: .turned90,
            colorimetry: Colorimetry(primaries: .bt2020, transfer: .hlg, matrix: .bt2020, range: .limited),
            hdr: .hlg, dolbyVisionProfile: "8.4", editListOffset: 0.4667, hasEditList: true)
        picture.cadence = Cadence(
            frames: 72, averageRate: 28.03, minimumInterval: 0.0333, medianInterval: 0.0333,
            maximumInterval: 0.0667, isVariable: true, isComplete: true)
        return MediaInfo(
            kind: .video, container: "mov,mp4,m4a,3gp,3g2,mj2", bytes: 3_277_732, duration: 2.5,
            streams: [
                StreamInfo(index: 0, medium: .video, codec: "hevc", profile: "Main 10", isDecodable: true),
                StreamInfo(
                    index: 1, medium: .audio, codec: "aac", isDecodable: true, sampleRate: 44_100, channels: 2
                ),
            ], video: 0, videoReason: "the only video", audio: 1, picture: picture,
            slowMotion: SlowMotion(
                captureRate: 240, segments: [SlowMotion.Segment(start: 0.088, end: 1, divisor: 2)]),
            warnings: ["Something is odd."])
    }

    @Test("A phone's HDR clip is described in words")
    func describesClip() {
        #expect(
            MediaInfoReport(phoneClip).text == """
                HDR video (HLG, Dolby Vision 8.4), MP4 or QuickTime, 2.5 s, 3.27 MB
                Picture: 1080×1920 after turning 90° clockwise, HEVC Main 10
                Rhythm: about 28.03 pictures a second, varying (33.3 to 66.7 ms)
                Sound: stereo, AAC, 44.1 kHz
                Cut: an edit list hides the first 0.47 s
                Slow motion: recorded at 240 pictures a second, 0.09 to 1 s at 1/2 speed
                Warning: Something is odd.
                """)
    }

    @Test("A Live Photo's still is described in words")
    func describesPhoto() {
        let info = MediaInfo(
            kind: .photo, container: "jpeg", bytes: 999,
            picture: PictureInfo(codedWidth: 4, codedHeight: 3, orientation: .mirroredTurned270),
            motionPart: MotionPart(kind: .livePhoto, fileName: "IMG_1.mov"))
        #expect(
            MediaInfoReport(info).text == """
                Photo, JPEG, 999 bytes
                Picture: 3×4 after mirroring and turning 270° clockwise
                Live Photo: its film is IMG_1.mov
                """)
    }

    @Test("The JSON is one line with sorted keys, and decodes to the same information")
    func writesJSON() throws {
        struct Document: Decodable {
            let info: MediaInfo
            let displayWidth: Int
            let displayHeight: Int
            let lines: [String]
        }
        let json = MediaInfoReport(phoneClip).json
        #expect(!json.contains("\n"))
        #expect(
            json.hasPrefix(#"{"displayHeight":1920,"displayWidth":1080,"info":{"audio":1,"bytes":3277732,"#))
        let document = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
        #expect(document.info == phoneClip)
        #expect(document.lines == MediaInfoReport(phoneClip).lines)
    }
}
