import Foundation
import FrameSupport
import Libav
import TestSupport
import Testing

@testable import Transcoding

@Suite struct CoverPickerTests {
    private enum Look {
        case black, soft, sharp, title
    }

    @Test("The frame at a third is taken")
    func prefersThird() throws {
        #expect(try cover(of: 180) { _ in .sharp }.time == 2)
    }

    @Test("Black frames are passed over")
    func avoidsBlack() throws {
        #expect(try cover(of: 180) { $0 < 90 ? .black : .sharp }.time == 3)
    }

    @Test("Where all looks meet black, the first frame that is not black is taken")
    func findsPictureBetweenLooks() throws {
        #expect(try cover(of: 300) { $0 == 37 || $0 == 151 ? .sharp : .black }.time == 37.0 / 30)
    }

    @Test("A slide that is black throughout has its first frame as cover")
    func takesBlackAtLast() throws {
        #expect(try cover(of: 30) { _ in .black }.time == 0)
    }

    @Test("A blurred frame gives way to the sharp one that is next to it")
    func prefersSharp() throws {
        let time = try cover(of: 180) { (50...70).contains($0) ? .soft : .sharp }.time
        #expect(time == 1.5 || time == 2.5)
    }

    @Test("White letters on black are a picture")
    func takesTitles() throws {
        #expect(try cover(of: 180) { (55...65).contains($0) ? .title : .black }.time == 2)
    }

    @Test("A slide of one frame has that as cover, and a slide that became shorter one of those it has")
    func takesWhatThereIs() throws {
        #expect(try cover(of: 1) { _ in .sharp }.time == 0)
        #expect(try cover(of: 20, planned: 180) { _ in .sharp }.time == 0.5)
    }

    @Test("When the frames come once more, what was seen before is forgotten")
    func restarts() throws {
        let picker = CoverPicker(frameCount: 60, frameRate: 30)
        try show(60, to: picker) { _ in .sharp }
        picker.restart()
        try show(60, to: picker) { $0 < 40 ? .black : .sharp }
        #expect(try #require(try picker.jpeg()).time == 40.0 / 30)
        picker.restart()
        #expect(try picker.jpeg() == nil)
    }

    @Test("The cover's file is a JPEG picture of the frame")
    func isPicture() async throws {
        let folder = try TemporaryDirectory()
        let bytes = try cover(of: 12) { $0 == 4 ? .title : .soft }.bytes
        try Data(bytes).write(to: URL(filePath: folder.file("cover.jpg")))
        let raster = try await FrameGrab.raster(of: folder.file("cover.jpg"), layout: .rgb)
        #expect(raster.width == 90 && raster.height == 160)
        #expect(raster.mean(x: 22..<38, y: 22..<38) > 60 && raster.mean(x: 50..<80, y: 60..<150) < 6)
    }

    private func cover(
        of count: Int, planned: Int? = nil, _ look: (Int) -> Look
    ) throws -> (bytes: [UInt8], time: Double) {
        let picker = CoverPicker(frameCount: planned ?? count, frameRate: 30)
        try show(count, to: picker, look)
        return try #require(try picker.jpeg())
    }

    private func show(_ count: Int, to picker: CoverPicker, _ look: (Int) -> Look) throws {
        for number in 0..<count {
            var frame = try frame(look(number))
            frame.pts = Int64(number)
            try picker.look(at: frame)
        }
    }

    private func frame(_ look: Look) throws -> Frame {
        try Frame(width: 90, height: 160) { plane, x, y in
            guard plane == 0 else { return 128 }
            switch look {
            case .black: return 16
            case .soft: return 60 + x
            case .sharp: return (x / 2 + y / 3).isMultiple(of: 2) ? 40 : 200
            case .title:
                let isInside = (20..<40).contains(x) && (20..<40).contains(y)
                return isInside && x.isMultiple(of: 3) ? 235 : 16
            }
        }
    }
}
