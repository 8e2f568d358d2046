import Foundation
import Story
import TestSupport
import Testing

@testable import Compositing

/// A video of 64 × 48 pixels and half a second. Its left half is red and opaque; the alpha of its right half rises from
/// frame to frame.
private func film(_ encoder: String, in folder: borrowing TemporaryDirectory) async throws -> String {
    let path = folder.file("film.webm")
    try await Tool.ffmpeg.checked([
        "-v", "error", "-f", "lavfi", "-i", "color=red:size=64x48:rate=10:duration=0.5", "-vf",
        "format=yuva444p,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='if(lt(X,32),255,N*50)',format=yuva420p",
        "-c:v", encoder, "-auto-alt-ref", "0", "-b:v", "1M", path,
    ])
    return path
}

@Suite struct VideoStickerTests {
    @Test(
        "A video's transparency is visible, and each frame lasts as long as the video says",
        arguments: ["libvpx", "libvpx-vp9"])
    func opacity(encoder: String) async throws {
        let folder = try TemporaryDirectory()
        let path = try await film(encoder, in: folder)
        #expect(VideoSticker.isMatroska(path))
        let film = try VideoSticker(path: path)
        for round in 0..<2 {
            var pictures: [StickerPicture] = []
            while let picture = try film.next() { pictures.append(picture) }
            try #require(pictures.count == 5, "round \(round)")
            for (index, picture) in pictures.enumerated() {
                #expect(abs(picture.seconds - 0.1) < 0.002)
                let left = picture.bitmap[10, 24]
                let right = picture.bitmap[54, 24]
                #expect(left.alpha > 250 && left.red > 225 && left.green < 30 && left.blue < 30)
                #expect(abs(right.alpha - index * 50) < 8)
                // Premultiplied by alpha.
                #expect(right.red <= right.alpha)
            }
            try film.rewind()
        }
    }

    @Test("A video without alpha is opaque")
    func opaque() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("film.webm")
        try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "lavfi", "-i", "color=red:size=64x48:rate=10:duration=0.3", "-c:v",
            "libvpx-vp9", path,
        ])
        let film = try VideoSticker(path: path)
        let picture = try #require(try film.next())
        #expect(picture.bitmap.pixels.allSatisfy { $0.alpha == 255 })
    }

    @Test("A truncated video is reported as damaged, or ends early; a file without a video is refused")
    func damaged() async throws {
        let folder = try TemporaryDirectory()
        let path = try await film("libvpx-vp9", in: folder)
        let bytes = try Data(contentsOf: URL(filePath: path))
        for share in stride(from: 0.02, to: 1, by: 0.07) {
            let cut = folder.file("cut.webm")
            try bytes.prefix(Int(Double(bytes.count) * share)).write(to: URL(filePath: cut))
            var count = 0
            do throws(LayerFailure) {
                let film = try VideoSticker(path: cut)
                while try film.next() != nil { count += 1 }
            } catch {
                guard case .unusable = error else {
                    Issue.record("\(error)")
                    return
                }
            }
            #expect(count <= 5)
        }
        let sound = folder.file("sound.webm")
        try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "lavfi", "-i", "sine=duration=0.2", "-c:a", "libopus", sound,
        ])
        #expect(throws: LayerFailure.unusable("the file has no video in VP8 or VP9")) {
            try VideoSticker(path: sound)
        }
    }

    @Test("A real video is decoded as libvpx decodes it", .enabled(if: Clips.areAvailable, Clips.absence))
    func real() async throws {
        let path = Clips.path("sticker_vp9_alpha_200x200_5s.webm")
        let film = try VideoSticker(path: path)
        let folder = try TemporaryDirectory()
        try await Tool.ffmpeg.checked([
            "-v", "error", "-c:v", "libvpx-vp9", "-i", path, "-frames:v", "30", "-vf",
            "format=rgba", "-f", "rawvideo", "-pix_fmt", "rgba", folder.file("raw"),
        ])
        let expected = [UInt8](try Data(contentsOf: URL(filePath: folder.file("raw"))))
        let size = 200 * 200
        var transparent = 0
        for index in 0..<30 {
            let picture = try #require(try film.next())
            try #require(picture.bitmap.pixels.count == size)
            var difference = 0
            for pixel in 0..<size {
                let alpha = Int(expected[(index * size + pixel) * 4 + 3])
                difference = max(difference, abs(picture.bitmap.pixels[pixel].alpha - alpha))
                transparent += alpha == 0 ? 1 : 0
            }
            #expect(difference == 0, "picture \(index)")
        }
        #expect(transparent > size)
    }
}
