import Foundation
import Libav
import TestSupport
import Testing

@Suite struct JPEGEncoderTests {
    /// The arguments are colours in BT.709 with limited range, and the same colours in JPEG's BT.601 with full range,
    /// both worked out from the standards' coefficients.
    @Test(
        "A BT.709 colour becomes the same colour in the file's BT.601",
        arguments: [
            // Black, white, red, green, blue.
            ([16, 128, 128], [0, 128, 128]), ([235, 128, 128], [255, 128, 128]),
            ([63, 102, 240], [76, 85, 255]), ([173, 42, 26], [150, 44, 21]),
            ([32, 240, 118], [29, 255, 107]),
        ])
    func convertsMatrix(bt709: [UInt8], jpeg: [Int]) throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("plain.jpg")
        var frame = try Frame(width: 64, height: 96, format: .yuv420p)
        for plane in 0..<3 {
            frame.withMutablePlane(plane) { bytes, _ in
                for index in bytes.indices { bytes[index] = bt709[plane] }
            }
        }
        try Data(try JPEGEncoder.encode(frame)).write(to: URL(filePath: path))

        let decoded = try picture(at: path)
        #expect(decoded.width == 64 && decoded.height == 96)
        #expect(decoded.colorimetry.range == .full)
        for plane in 0..<3 {
            let sample = decoded.withPlane(plane) { bytes, layout in Int(bytes[20 * layout.stride + 20]) }
            // Two roundings, and the quantiser's error.
            #expect(abs(sample - jpeg[plane]) <= 3, "plane \(plane)")
        }
    }

    @Test("The same picture gives the same bytes, without the encoder's version")
    func isReproducible() throws {
        var frame = try Frame(width: 64, height: 64, format: .yuv420p)
        for plane in 0..<3 {
            frame.withMutablePlane(plane) { bytes, _ in
                for index in bytes.indices { bytes[index] = UInt8(truncatingIfNeeded: index * 7) }
            }
        }
        let bytes = try JPEGEncoder.encode(frame)
        #expect(bytes == (try JPEGEncoder.encode(frame)))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("Lavc"))
    }

    private func picture(at path: String) throws -> Frame {
        var demuxer = try Demuxer(
            MediaFile(path), format: "jpeg_pipe",
            policy: MediaPolicy(demuxers: ["jpeg_pipe"], decoders: ["mjpeg"]))
        var decoder = try Decoder(for: demuxer, stream: 0)
        guard let packet = try demuxer.next() else { throw LibavError.invalidData("av_read_frame") }
        _ = try decoder.send(packet)
        try decoder.drain()
        guard case .frame(let frame) = try decoder.receive() else {
            throw LibavError.invalidData("avcodec_receive_frame")
        }
        return frame
    }
}
