import Testing

@testable import Libav

@Suite struct ClipLogTests {
    @Test("FFmpeg's log lines lose the names and addresses of its objects")
    func dropsAddresses() {
        #expect(ClipLog.words(of: "[mjpeg @ 0x55ab0bebdc40] overread 8") == "overread 8")
        #expect(
            ClipLog.words(of: "[mov,mp4 @ 0x1] [aac @ 0x2] Number of bands exceeds limit")
                == "Number of bands exceeds limit")
        #expect(ClipLog.words(of: "[3] is no such stream") == "[3] is no such stream")
        #expect(ClipLog.words(of: "moov atom not found") == "moov atom not found")
        #expect(ClipLog.words(of: "") == "")
    }
}
