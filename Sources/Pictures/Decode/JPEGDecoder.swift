internal import CJPEG
internal import Libav

/// Decodes a JPEG file with libjpeg.
struct JPEGDecoder {
    let file: PictureFile
    let header: PictureHeader

    func decode() throws(PictureFault) -> DecodedPicture {
        let jpeg = try JPEGFile(file, header)
        if let format = jpeg.planarFormat {
            var frame = try PictureFault.frame(header.width, header.height, format)
            let notes = try jpeg.readPlanes(into: &frame)
            frame.colorimetry = header.colorimetry
            return DecodedPicture(frame: frame, notes: notes)
        }
        switch jpeg.colorSpace {
        case JCS_GRAYSCALE:
            var frame = try PictureFault.frame(header.width, header.height, .yuv420p)
            let notes = try jpeg.readPlanes(into: &frame)
            // Later stages expect chroma.
            frame.fillNeutralChroma()
            frame.colorimetry = header.colorimetry
            return DecodedPicture(frame: frame, notes: notes)
        case JCS_CMYK, JCS_YCCK:
            return try inks(jpeg)
        case JCS_RGB, JCS_YCbCr:
            var frame = try PictureFault.frame(header.width, header.height, .rgb24)
            let notes = try jpeg.readPixels(JCS_RGB, into: &frame)
            frame.colorimetry = header.colorimetry
            frame.colorimetry.matrix = .rgb
            return DecodedPicture(frame: frame, notes: notes)
        default:
            throw PictureFault(
                .unsupported, "the JPEG's colours are not those of a photo; save it as a plain JPEG")
        }
    }

    /// A picture for print: converts cyan, magenta, yellow and black to sRGB.
    private func inks(_ jpeg: borrowing JPEGFile) throws(PictureFault) -> DecodedPicture {
        let isInverted = jpeg.isFromAdobe
        var inks = try PictureFault.frame(header.width, header.height, .rgba)
        var notes = try jpeg.readPixels(JCS_CMYK, into: &inks)
        let conversion: InkConversion
        do throws(PictureFault) {
            conversion = try InkConversion(header.profile, isInverted: isInverted)
        } catch {
            conversion = .withoutProfile(isInverted: isInverted)
            notes.append(.profileIgnored(header.profileName))
        }
        var frame = try PictureFault.frame(header.width, header.height, .rgb24)
        conversion.convert(inks, into: &frame)
        frame.colorimetry = Colorimetry(primaries: .bt709, transfer: .sRGB, matrix: .rgb, range: .full)
        return DecodedPicture(frame: frame, notes: notes)
    }
}
